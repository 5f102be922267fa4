import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { IcicleDatum } from './icicle-layout.ts';

/** "3 of 6 left", or the mark of a hidden number. */
export function partText({ people, left }: IcicleDatum, { t, format }: Language): string {
	if (left === null) return t('charts.suppressed-mark');
	return t('charts.heatmap-of', { part: format.number(left), whole: format.number(people) });
}

/** One row a part, in the order of the drawing; the simpler form of it. */
export function icicleTable(data: IcicleDatum[], { t, format }: Language): FigureTable {
	const mark = t('charts.suppressed-mark');
	return {
		columns: [
			textColumn('part', t('charts.icicle-part')),
			numberColumn('people', t('charts.icicle-people')),
			numberColumn('left', t('charts.heatmap-part')),
			numberColumn('share', t('charts.survival-share'))
		],
		rows: data.map(({ path, people, left }) => [
			textCell(path.join(' › ')),
			numberCell(people, format.number),
			numberCell(left, format.number, mark),
			numberCell(
				left === null || people === 0 ? null : left / people,
				(share) => format.percent(share, people),
				left === null ? mark : undefined
			)
		])
	};
}
