import type { Figure } from '#lib/charts/figure.ts';
import type { SurvivalCurve } from '#lib/charts/survival/survival-layout.ts';
import { survivalTable } from '#lib/charts/survival/survival-table.ts';
import { stepCount } from '#lib/charts/survival/thinned-curve.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { SurvivalRow, SurvivalSummary } from '#lib/metrics/registry-tenure.server.ts';
import { figureFrame, noteTexts, type FigurePlace } from '../../../figure-frame.ts';

export type Tenure = Result<SurvivalRow, SurvivalSummary>;

/** More curves than this are not told apart. */
export const MOST_CURVES = 6;
const YEAR_DAYS = 365.25;

const years = (days: number) => days / YEAR_DAYS;
const tenths = (days: number) => Math.round(years(days) * 10) / 10;

function inYears({ time, share, lower, upper, atRisk }: SurvivalRow['curve'][number]): SurvivalCurve['steps'][number] {
	return { time: years(time), share, lower, upper, atRisk };
}

/** The curves of the largest groups that have one, in years of tenure. */
export function tenureCurves(rows: SurvivalRow[], nameOf: (group: string) => string): SurvivalCurve[] {
	return rows
		.filter((row) => row.group !== null && row.curve.length > 0)
		.toSorted((a, b) => b.people - a.people || (a.group! < b.group! ? -1 : 1))
		.slice(0, MOST_CURVES)
		.map((row) => ({
			group: nameOf(row.group ?? ''),
			steps: row.curve.map(inYears),
			censored: row.censored.map(years),
			risk: row.risk.map(({ time, atRisk }) => ({ time: years(time), atRisk })),
			until: years(row.until)
		}));
}

/** The share that has left by each reason, of everybody, in years of tenure; the numbers at risk are those of all. */
export function incidenceCurves(
	row: SurvivalRow | undefined,
	nameOf: (type: string) => string,
	everybody: string
): SurvivalCurve[] {
	if (row === undefined) return [];
	return row.incidence
		.filter(({ points }) => points.length > 0)
		.toSorted((a, b) => (b.exits ?? 0) - (a.exits ?? 0))
		.slice(0, MOST_CURVES)
		.map(({ type, points }, index) => ({
			group: nameOf(type),
			steps: points.map(inYears),
			censored: [],
			risk: index === 0 ? row.risk.map(({ time, atRisk }) => ({ time: years(time), atRisk })) : [],
			riskLabel: everybody,
			until: years(row.until)
		}));
}

export function tenureFigure(
	tenure: Tenure,
	context: { curves: SurvivalCurve[]; steps: number; nameOf: (group: string) => string },
	place: FigurePlace,
	language: Language
): Figure {
	const { t } = language;
	const { curves, steps, nameOf } = context;
	const hasFullData = stepCount(curves) < steps;
	const names = new Set(curves.map((curve) => curve.group));
	const drawnRows = tenure.rows.filter((row) => row.group !== null && names.has(nameOf(row.group)));
	const left = tenure.rows.filter((row) => row.group !== null).length - curves.length;
	const group = t(`figures.attrition.group-${tenure.summary.group ?? 'role'}`);
	return {
		...figureFrame('tenure', place, { ...tenure, hasFullData }, language),
		title: tenureTitle(drawnRows, nameOf, language),
		subtitle: t('figures.tenure-curve.subtitle', { group }),
		summary: [
			t('figures.tenure-curve.summary', { count: curves.length }),
			...drawnRows.map((row) => medianText(row, nameOf, language))
		].join(' '),
		notes: [
			...(left > 0 ? [t('figures.tenure-curve.note-more', { count: left })] : []),
			...(hasFullData ? [t('figures.note-thinned', { count: steps })] : []),
			...noteTexts(tenure.notes, language)
		],
		table: survivalTable(curves, language),
		methodHref: '/methods/tenure-survival'
	};
}

/** "Half of Security stays for 3.1 years (2.8–3.5) or less, half of Payroll for 6.2": the shortest and longest median. */
function tenureTitle(rows: SurvivalRow[], nameOf: (group: string) => string, { t }: Language): string {
	const medians = rows
		.flatMap((row) => {
			const time = row.quantiles.find(({ p }) => p === 0.5)?.time ?? null;
			return row.group === null || time === null ? [] : [{ group: nameOf(row.group), time }];
		})
		.sort((a, b) => a.time - b.time);
	const [shortest, longest] = [medians[0], medians.at(-1)];
	if (!shortest || !longest) return t('figures.tenure-curve.title-none');
	const values = { group: shortest.group, years: tenths(shortest.time) };
	if (shortest === longest) return t('figures.tenure-curve.title-one', values);
	return t('figures.tenure-curve.title', {
		...values,
		other: longest.group,
		otherYears: tenths(longest.time)
	});
}

function medianText(row: SurvivalRow, nameOf: (group: string) => string, { t, format }: Language): string {
	const group = nameOf(row.group ?? '');
	const median = row.quantiles.find(({ p }) => p === 0.5);
	if (!median || median.time === null) return t('figures.tenure-curve.median-none', { group });
	const bound = (days: number | null) => (days === null ? '–' : format.fixed(years(days), 1));
	return t('figures.tenure-curve.median', {
		group,
		years: bound(median.time),
		interval:
			median.upper === null
				? t('figures.tenure-curve.open', { lower: bound(median.lower) })
				: `${bound(median.lower)}–${bound(median.upper)}`
	});
}

export function incidenceFigure(
	tenure: Tenure,
	{ curves, steps }: { curves: SurvivalCurve[]; steps: number },
	place: FigurePlace,
	language: Language
): Figure {
	const { t, format } = language;
	const hasFullData = stepCount(curves) < steps;
	const ends = curves.map((curve) => ({ group: curve.group, share: curve.steps.at(-1)?.share ?? 0 }));
	const highest = ends.toSorted((a, b) => b.share - a.share)[0];
	return {
		...figureFrame('incidence', place, { ...tenure, hasFullData }, language),
		title: highest
			? t('figures.incidence.title', { group: highest.group, share: format.percent(highest.share) })
			: t('figures.incidence.title-none'),
		subtitle: t('figures.incidence.subtitle'),
		summary: [
			t('figures.tenure-curve.summary', { count: curves.length }),
			...ends.map(({ group, share }) => t('figures.incidence.end', { group, share: format.percent(share) }))
		].join(' '),
		notes: [
			t('figures.incidence.note'),
			...(hasFullData ? [t('figures.note-thinned', { count: steps })] : []),
			...noteTexts(tenure.notes, language)
		],
		table: survivalTable(curves, language),
		methodHref: '/methods/tenure-survival'
	};
}
