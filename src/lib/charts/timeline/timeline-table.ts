import type { Language } from '../../messages/language.ts';
import { textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import { itemsWithin, timelineRange } from './timeline-layout.ts';
import type { TimelineItem, TimelineRange } from './timeline-layout.ts';

/** Everything on the timeline, in order of date. */
export function timelineTable(
	items: TimelineItem[],
	range: TimelineRange | undefined,
	{ t, format }: Language
): FigureTable {
	return {
		columns: [
			textColumn('date', t('charts.column-date')),
			textColumn('until', t('charts.column-until')),
			textColumn('kind', t('charts.column-kind')),
			textColumn('title', t('charts.column-what'))
		],
		rows: itemsWithin(items, range ?? timelineRange(items)).map((item) => [
			{ text: format.partialDate(item.date), value: item.date },
			{ text: format.partialDate(item.endDate ?? null), value: item.endDate ?? null },
			textCell(t(`charts.lane-${item.lane}`)),
			textCell(item.title)
		])
	};
}
