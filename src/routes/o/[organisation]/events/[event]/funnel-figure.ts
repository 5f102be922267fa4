import type { WaterfallStep } from '#lib/charts/waterfall/waterfall-layout.ts';
import { waterfallTable } from '#lib/charts/waterfall/waterfall-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { ResponseSummary } from '#lib/metrics/registry.server.ts';
import { figureFrame, noteTexts, shareText, type FigurePlace } from '../../../../figure-frame.ts';
import { wilsonText, type DrawnView } from '../../drawn-view.ts';
import type { Responses } from './response-curve-figure.ts';

/** What is known of actual exits, beside what the rule counts. */
export interface KnownExits {
	people: number;
	left: number;
	until: string;
}

/** From everybody asked to those who said stay, row by row; null where the answers are hidden. */
export function funnelView(
	responses: Responses,
	exits: KnownExits | null,
	place: FigurePlace,
	language: Language
): DrawnView<{ steps: WaterfallStep[] }> | null {
	const { t, format } = language;
	const steps = funnelSteps(responses.summary, language);
	const { asked, stay, resolvedLeavers } = responses.summary;
	if (steps === null || asked === null || asked === 0 || stay === null) return null;
	const counted =
		resolvedLeavers === null
			? t('analysis.funnel.unresolved')
			: t('analysis.funnel.counted', {
					share: shareText(resolvedLeavers, asked, language),
					interval: wilsonText(resolvedLeavers, asked, language)
				});
	const left =
		exits &&
		t('analysis.funnel.exits', {
			share: shareText(exits.left, exits.people, language),
			interval: wilsonText(exits.left, exits.people, language),
			until: format.date(exits.until)
		});
	return {
		props: { steps },
		figure: {
			...figureFrame('funnel', place, responses, language),
			title: t('analysis.funnel.title', {
				asked: format.number(asked),
				share: shareText(stay, asked, language),
				interval: wilsonText(stay, asked, language)
			}),
			subtitle: t('analysis.funnel.subtitle'),
			summary: [counted, left].filter(Boolean).join(' '),
			notes: [t('analysis.funnel.note'), ...noteTexts(responses.notes, language)],
			table: waterfallTable(steps, language),
			methodHref: '/methods/ultimatum-response'
		}
	};
}

/** Asked, less who said leave, less who did not answer, is who said stay; null where one of them is hidden. */
export function funnelSteps(
	{ asked, stay, leave, silent }: Pick<ResponseSummary, 'asked' | 'stay' | 'leave' | 'silent'>,
	language: Language
): WaterfallStep[] | null {
	const { t } = language;
	if (asked === null || stay === null || leave === null || silent === null) return null;
	const share = (count: number) => (asked === 0 ? undefined : shareText(count, asked, language));
	return [
		{ id: 'asked', label: t('analysis.funnel.asked'), kind: 'total', count: asked },
		{ id: 'leave', label: t('analysis.funnel.leave'), note: share(leave), kind: 'change', count: -leave },
		{ id: 'silent', label: t('analysis.funnel.silent'), note: share(silent), kind: 'change', count: -silent },
		{ id: 'stay', label: t('analysis.funnel.stay'), note: share(stay), kind: 'total', count: stay }
	];
}
