import type { Figure } from '#lib/charts/figure.ts';
import type { RateDatum } from '#lib/charts/rates/rates-layout.ts';
import { rateWithInterval, ratesTable } from '#lib/charts/rates/rates-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { AttritionGroup, AttritionRow, AttritionSummary } from '#lib/metrics/registry-staff.server.ts';
import { figureFrame, noteTexts, type FigurePlace } from '../../../figure-frame.ts';

export type Attrition = Result<AttritionRow, AttritionSummary>;

/** More bars than this are not read; the rest is counted in a note. */
export const MOST_BARS = 25;

/** The bars of a grouping: months in their order, other groups by their person-years, the largest first. */
export function attritionBars(attrition: Attrition, nameOf: (group: string) => string): RateDatum[] {
	const { group } = attrition.summary;
	const rows = attrition.rows.filter((row) => row.group !== null);
	const inOrder =
		group === 'month' || group === 'type'
			? rows
			: rows.toSorted((a, b) => b.personYears - a.personYears || (a.group! < b.group! ? -1 : 1));
	return inOrder.slice(0, MOST_BARS).map((row) => attritionBar(row, nameOf(row.group ?? '')));
}

export function attritionBar(row: AttritionRow, group: string): RateDatum {
	return {
		group,
		rate: row.rate,
		lower: row.rateInterval?.lower ?? null,
		upper: row.rateInterval?.upper ?? null,
		events: row.counted,
		exposure: row.personYears,
		isSuppressed: row.rate === null && row.isSuppressed
	};
}

/** Attrition by group as a figure: the whole in the title, each group with its interval. */
export function attritionFigure(
	attrition: Attrition,
	bars: RateDatum[],
	place: FigurePlace,
	language: Language
): Figure {
	const { t, format } = language;
	const { summary } = attrition;
	const left = attrition.rows.length - bars.length;
	const id = summary.group === 'type' ? 'attrition-types' : 'attrition';
	return {
		...figureFrame(id, place, attrition, language),
		title: attritionTitle(summary, language),
		subtitle: t('figures.attrition.subtitle', {
			denominator: t(`figures.attrition.denominator-${summary.denominator}`),
			group: t(`figures.attrition.group-${summary.group ?? 'role'}`),
			from: format.date(summary.from),
			to: format.date(summary.to)
		}),
		summary: attritionWords(bars, summary.group, language),
		notes: [
			...(left > 0 ? [t('figures.attrition.note-more', { count: left })] : []),
			t('figures.attrition.note-census'),
			...noteTexts(attrition.notes, language)
		],
		table: ratesTable(bars, language),
		methodHref: '/methods/attrition-rate'
	};
}

/** "1,234 exits in 2,345 person-years: 52.6 per 100 person-years (95% interval 49.7–55.6)". */
export function attritionTitle({ total, from, to }: AttritionSummary, language: Language): string {
	const { t, format } = language;
	const window = { from: format.date(from), to: format.date(to) };
	if (total.counted === null || total.rate === null) return t('figures.attrition.title-none', window);
	const { rate, interval } = rateWithInterval(attritionBar(total, ''), language);
	return t('figures.attrition.title', {
		...window,
		exits: total.counted,
		personYears: format.number(total.personYears, total.personYears < 100 ? 1 : 0),
		rate,
		interval
	});
}

function attritionWords(bars: RateDatum[], group: AttritionGroup | null, language: Language): string {
	const { t } = language;
	const known = bars.filter((bar) => bar.rate !== null);
	const hidden = bars.filter((bar) => bar.isSuppressed).length;
	const sentences = [t('figures.attrition.summary', { count: bars.length })];
	if (known.length > 0 && group !== 'type') {
		const highest = known.reduce((best, bar) => (bar.rate! > best.rate! ? bar : best));
		const { rate, interval } = rateWithInterval(highest, language);
		sentences.push(t('figures.attrition.summary-highest', { group: highest.group, rate, interval }));
	}
	if (hidden > 0) sentences.push(t('figures.attrition.summary-hidden', { count: hidden }));
	return sentences.join(' ');
}
