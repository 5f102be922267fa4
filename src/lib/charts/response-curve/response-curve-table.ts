import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { ResponseCurveDatum } from './response-curve-layout.ts';

/** Every step of the response curve. */
export function responseCurveTable(datum: ResponseCurveDatum, { t, format }: Language): FigureTable {
	return {
		columns: [
			numberColumn('hours', t('charts.response-hours')),
			numberColumn('answers', t('charts.column-answers')),
			numberColumn('asked', t('charts.column-asked')),
			numberColumn('share', t('charts.column-share-of-asked'))
		],
		rows: datum.curve.map((step) => [
			numberCell(step.hours, (hours) => format.number(hours, 1)),
			numberCell(step.count, format.number),
			numberCell(datum.asked, format.number),
			numberCell(step.shareOfAsked, (share) => format.percent(share, datum.asked))
		])
	};
}
