import type { Language } from '../../messages/language.ts';
import { dateCell, numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import { gapOf, sortedByGap } from './coverage-layout.ts';
import type { CoverageDatum } from './coverage-layout.ts';

/** The numbers of the coverage chart, in its order. */
export function coverageTable(rows: CoverageDatum[], { t, format }: Language): FigureTable {
	const mark = t('charts.suppressed-mark');
	return {
		columns: [
			textColumn('name', t('charts.column-role')),
			numberColumn('qualified', t('charts.column-qualified')),
			numberColumn('required', t('charts.column-minimum')),
			numberColumn('gap', t('charts.column-gap')),
			numberColumn('before', t('charts.column-before')),
			textColumn('status', t('charts.column-status')),
			textColumn('since', t('charts.column-below-since'))
		],
		rows: sortedByGap(rows).map((row) => [
			textCell(row.name),
			numberCell(row.qualified, format.number, mark),
			numberCell(row.required, format.number),
			numberCell(gapOf(row), format.signed, mark),
			numberCell(row.qualifiedBefore, format.number),
			textCell(row.qualified === null ? t('charts.suppressed') : t(`charts.coverage-${row.status.replace('_', '-')}`)),
			dateCell(row.belowSince, format.date)
		])
	};
}
