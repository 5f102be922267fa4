import type { IcicleDatum } from '#lib/charts/icicle/icicle-layout.ts';
import { icicleTable } from '#lib/charts/icicle/icicle-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { OrganisationLossRow, OrganisationLossSummary } from '#lib/metrics/registry-outcomes.server.ts';
import { figureFrame, noteTexts, shareText, type FigurePlace } from '../../../../figure-frame.ts';
import { wilsonText, withIntervals, type DrawnView } from '../../drawn-view.ts';
import { bundledParts } from './organisation-parts.ts';

export type OrganisationLoss = Result<OrganisationLossRow, OrganisationLossSummary>;

/** Shares of fewer people are no headline (UX-10). */
const FEW = 10;

/** Where in the organisation people left: departments and the roles in them; null where the roster has one part only. */
export function organisationView(
	loss: OrganisationLoss,
	context: { roleName: (role: string) => string; place: FigurePlace },
	language: Language
): DrawnView<{ data: IcicleDatum[] }> | null {
	const { t, format } = language;
	const { levels, dayZero, until, people } = loss.summary;
	const nameOf = (name: string, depth: number) => {
		if (levels[depth] === 'role') return context.roleName(name);
		return name === '' ? t('figures.not-stated') : name;
	};
	const parts = loss.rows.map((row) => ({ path: row.path.map(nameOf), people: row.people, left: row.left }));
	const data = bundledParts(parts, (count) => t('analysis.icicle.others', { count }));
	if (people === 0 || data.filter((datum) => datum.path.length === 1).length < 2) return null;
	const values = { on: format.date(dayZero.on), until: format.date(until) };
	return {
		props: { data },
		figure: {
			...figureFrame('organisation', context.place, loss, language),
			title: organisationTitle(data, loss.summary, language),
			subtitle: t('analysis.icicle.subtitle', {
				...values,
				parts: format.list(levels.map((level) => t(`analysis.icicle.by-${level}`)))
			}),
			summary: data
				.filter((datum) => datum.path.length === 1)
				.slice(0, 4)
				.map(({ path, left, people: base }) =>
					t('analysis.icicle.part', {
						part: path[0],
						share: shareText(left ?? 0, base, language),
						interval: wilsonText(left, base, language)
					})
				)
				.join(' '),
			notes: [t('analysis.icicle.note'), ...noteTexts(loss.notes, language)],
			table: withIntervals(
				icicleTable(data, language),
				data.map(({ left, people: base }) => ({ part: left, whole: base })),
				language
			),
			methodHref: '/methods/organisation-loss'
		}
	};
}

function organisationTitle(data: IcicleDatum[], summary: OrganisationLossSummary, language: Language): string {
	const { t } = language;
	const outer = data.filter((datum) => datum.path.length === 1 && datum.people >= FEW && datum.left !== null);
	const rate = ({ left, people }: IcicleDatum) => (left ?? 0) / people;
	const [first, ...others] = outer;
	const all = shareText(summary.left, summary.people, language);
	if (first === undefined || summary.left === 0) return t('analysis.icicle.title-none', { all });
	const hardest = others.reduce((best, datum) => (rate(datum) > rate(best) ? datum : best), first);
	return t('analysis.icicle.title', {
		part: hardest.path[0],
		share: shareText(hardest.left ?? 0, hardest.people, language),
		interval: wilsonText(hardest.left, hardest.people, language),
		all
	});
}
