import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { SurvivalCurve } from './survival-layout.ts';

/** Every step of every curve, in the order of the drawing. */
export function survivalTable(curves: SurvivalCurve[], language: Language): FigureTable {
	const { t, format } = language;
	const share = (value: number | null) => numberCell(value, (known) => format.percent(known, 100));
	return {
		columns: [
			textColumn('group', t('charts.column-group')),
			numberColumn('time', t('charts.survival-time')),
			numberColumn('share', t('charts.survival-share')),
			numberColumn('lower', t('charts.forest-lower')),
			numberColumn('upper', t('charts.forest-upper')),
			numberColumn('at-risk', t('charts.survival-at-risk'))
		],
		rows: curves.flatMap((curve) =>
			curve.steps.map((step) => [
				textCell(curve.group),
				numberCell(step.time, (value) => format.number(value, 2)),
				share(step.share),
				share(step.lower),
				share(step.upper),
				numberCell(step.atRisk, format.number, t('charts.suppressed-mark'))
			])
		)
	};
}
