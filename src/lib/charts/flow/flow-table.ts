import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { FlowDatum } from './flow-layout.ts';

/** One row a pair of role and outcome, in the order given; the simpler form of the drawing. */
export function flowTable(data: FlowDatum[], { t, format }: Language): FigureTable {
	return {
		columns: [
			textColumn('role', t('charts.column-role')),
			textColumn('outcome', t('charts.flow-outcome')),
			numberColumn('people', t('charts.waterfall-count'))
		],
		rows: data.map((datum) => [
			textCell(datum.role),
			textCell(datum.outcome),
			numberCell(datum.people, format.number, t('charts.suppressed-mark'))
		])
	};
}
