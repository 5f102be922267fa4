import type { Figure } from '#lib/charts/figure.ts';
import { thinnedSteps } from '#lib/charts/thinned-steps.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { ResponseRow, ResponseSummary } from '#lib/metrics/registry.server.ts';
import {
	column,
	figureFrame,
	noteTexts,
	numberCell,
	shareCell,
	shareText,
	type FigurePlace
} from '../../../../figure-frame.ts';

export type Responses = Result<ResponseRow, ResponseSummary>;

/** Cumulative answers against the deadline, as share of everybody asked. */
export function responseCurveFigure(
	responses: Responses,
	zone: string,
	place: FigurePlace,
	language: Language
): Figure {
	const { summary } = responses;
	const drawn = drawnAnswers(summary);
	const hasFullData = drawn.length < summary.curve.length;
	return {
		...figureFrame('response-curve', place, { ...responses, hasFullData }, language),
		title: responseTitle(summary, language),
		subtitle: language.t('figures.response.subtitle', {
			asked: language.format.number(summary.asked),
			announced: language.format.dateTime(summary.announcedAt, summary.timeZone),
			deadline: language.format.dateTime(summary.deadlineAt, summary.timeZone),
			elsewhere: language.format.dateTime(summary.deadlineAt, zone)
		}),
		summary: responseWords(summary, language),
		notes: [
			...responseNotes(summary, language),
			...(hasFullData ? [language.t('figures.note-thinned', { count: summary.curve.length })] : []),
			...noteTexts(responses.notes, language)
		],
		table: curveTable(drawn, summary.asked, language),
		methodHref: '/methods/ultimatum-response'
	};
}

/** "1,240 of 2,900 people asked said stay by the deadline; 1,100 (37.9 %) did not answer". */
export function responseTitle(summary: ResponseSummary, language: Language): string {
	const { t, format } = language;
	if (summary.asked === 0) return t('figures.response.title-nobody');
	if (summary.asked === null || summary.stay === null || summary.silent === null)
		return t('figures.response.title-hidden', { asked: format.number(summary.asked) });
	return t('figures.response.title', {
		stay: shareText(summary.stay, summary.asked, language),
		silent: shareText(summary.silent, summary.asked, language)
	});
}

/** What silence meant and how many that makes: a count under a rule, or bounds where the rule is not known. */
export function silenceSentence(summary: ResponseSummary, language: Language): string {
	const { t, format } = language;
	const { asked, resolvedLeavers, bounds } = summary;
	if (summary.silenceRule === 'undetermined') {
		if (!bounds || asked === null) return t('figures.silence.undetermined');
		return t('figures.silence.undetermined-bounds', {
			lower: format.percent(bounds.lower, asked),
			upper: format.percent(bounds.upper, asked),
			asked: format.number(asked)
		});
	}
	if (resolvedLeavers === null || asked === null || asked === 0) return t(`figures.silence.${summary.silenceRule}`);
	return t(`figures.silence.${summary.silenceRule}-count`, { leavers: shareText(resolvedLeavers, asked, language) });
}

function responseWords(summary: ResponseSummary, language: Language): string {
	const { t, format } = language;
	const median = summary.quantiles.find((entry) => entry.p === 0.5)?.hours ?? null;
	const answered = summary.curve.at(-1)?.count ?? 0;
	if (summary.asked === null || summary.curve.length === 0) return silenceSentence(summary, language);
	const sentences = [
		t('figures.response.summary', {
			answered: shareText(answered, Math.max(summary.asked, 1), language),
			hours: format.number(summary.windowHours, 1)
		})
	];
	if (median !== null) sentences.push(t('figures.response.median', { hours: format.number(median, 1) }));
	sentences.push(silenceSentence(summary, language));
	return sentences.join(' ');
}

function responseNotes(summary: ResponseSummary, { t, format }: Language): string[] {
	const notes = [t('figures.response.counting')];
	const apart = { late: summary.late, before: summary.beforeAnnouncement, unknown: summary.unknownPerson };
	if (Object.values(apart).some((count) => (count ?? 0) > 0))
		notes.push(
			t('figures.response.apart', {
				late: format.number(apart.late),
				before: format.number(apart.before),
				unknown: format.number(apart.unknown),
				superseded: format.number(summary.superseded)
			})
		);
	if (summary.dkwHalfWidth !== null)
		notes.push(t('figures.response.band', { width: format.percent(summary.dkwHalfWidth) }));
	return notes;
}

/** The steps of the curve that can be told apart in the drawing. */
export function drawnAnswers({ curve, asked }: ResponseSummary): ResponseSummary['curve'] {
	return thinnedSteps(curve, ({ count }) => count / Math.max(asked ?? 0, 1));
}

/** Answers over time, one row a step. */
export function curveTable(curve: ResponseSummary['curve'], asked: number | null, language: Language): Figure['table'] {
	const label = (id: string) => language.t(`figures.response.column-${id}`);
	return {
		columns: [
			column('hours', label('hours'), 'end'),
			column('answers', label('answers'), 'end'),
			column('share', label('share'), 'end')
		],
		rows: curve.map((point) => [
			numberCell(point.hours, language, 2),
			numberCell(point.count, language),
			shareCell(point.count, asked, language)
		])
	};
}
