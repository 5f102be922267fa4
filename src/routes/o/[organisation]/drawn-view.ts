import type { Figure, FigureTable } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { wilsonInterval } from '#lib/statistics/wilson-interval.ts';
import { column } from '../../figure-frame.ts';

/** A figure with the properties of the chart that draws it. */
export interface DrawnView<Props> {
	figure: Figure;
	props: Props;
}

/** "28%–41%": the Wilson interval of part of whole; a dash where nobody is in the whole. */
export function wilsonText(part: number | null, whole: number | null, { format }: Language): string {
	const limits = part === null || whole === null ? null : wilsonInterval(part, whole);
	return limits === null ? '–' : format.interval(limits.lower, limits.upper, whole ?? undefined);
}

/** A table with the Wilson interval of each of its rows as the last column. */
export function withIntervals(
	table: FigureTable,
	parts: { part: number | null; whole: number | null }[],
	language: Language
): FigureTable {
	return {
		columns: [...table.columns, column('interval', language.t('analysis.interval'), 'end')],
		rows: table.rows.map((row, at) => [
			...row,
			{ text: wilsonText(parts[at].part, parts[at].whole, language), value: null }
		])
	};
}
