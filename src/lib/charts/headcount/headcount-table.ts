import type { Language } from '../../messages/language.ts';
import { dateCell, numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureAnnotation, FigureSource, FigureTable } from '../figure.ts';
import type { HeadcountDatum, HeadcountEvent } from './headcount-layout.ts';

/** The counts of the headcount chart, in order of date, with their group where there is more than one. */
export function headcountTable(rows: HeadcountDatum[], { t, format }: Language): FigureTable {
	const isGrouped = new Set(rows.map((row) => row.group)).size > 1;
	const group = isGrouped ? [textColumn('group', t('charts.column-group'))] : [];
	return {
		columns: [textColumn('date', t('charts.column-date')), ...group, numberColumn('headcount', t('charts.headcount'))],
		rows: rows
			.toSorted((a, b) => a.date.localeCompare(b.date))
			.map((row) => [
				dateCell(row.date, format.date),
				...(isGrouped ? [textCell(row.group ?? t('charts.headcount'))] : []),
				numberCell(row.headcount, format.number, t('charts.suppressed-mark'))
			])
	};
}

/** The events of the drawing as numbered, dated and sourced text. */
export function headcountAnnotations(
	events: (HeadcountEvent & { source?: FigureSource })[],
	{ format }: Language
): FigureAnnotation[] {
	return events
		.toSorted((a, b) => a.date.localeCompare(b.date))
		.map((event, index) => ({
			mark: String(index + 1),
			text: `${format.date(event.date)}. ${event.label}.`,
			source: event.source
		}));
}
