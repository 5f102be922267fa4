import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { SlopeDatum } from './slope-layout.ts';

/** People before and after, and the change, in the order given. */
export function slopeTable(rows: SlopeDatum[], { t, format }: Language): FigureTable {
	const mark = t('charts.suppressed-mark');
	return {
		columns: [
			textColumn('role', t('charts.column-role')),
			numberColumn('before', t('charts.slope-before')),
			numberColumn('after', t('charts.slope-after')),
			numberColumn('change', t('charts.slope-change'))
		],
		rows: rows.map(({ role, before, after }) => [
			textCell(role),
			numberCell(before, format.number, mark),
			numberCell(after, format.number, mark),
			numberCell(before === null || after === null ? null : after - before, format.signed, mark)
		])
	};
}
