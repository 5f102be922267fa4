import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { textWidth } from '../text-fit.ts';
import { itemsWithin, timelineLayout, timelineRange } from './timeline-layout.ts';
import type { TimelineItem, TimelineLane } from './timeline-layout.ts';
import { timelineTable } from './timeline-table.ts';

let count = 0;
function item(date: string, lane: TimelineLane = 'event', endDate: string | null = null): TimelineItem {
	count += 1;
	return { id: `i${count}`, lane, title: `${lane} ${date}`, date, endDate };
}
const text = (items: TimelineItem[]) => items[0].title;
const NOVEMBER = { from: '2022-11-01', to: '2022-12-01' };

test('the range goes from the first day of the earliest date to the end of the last', () => {
	const items = [item('2022-11-17'), item('2015'), item('2024-11', 'event'), item('2022-12', 'event', '2025-02')];
	expect(timelineRange(items)).toEqual({ from: '2015-01-01', to: '2025-03-01' });
});

test('an item belongs to the range if any day that it may mean does; the day after the range does not', () => {
	const items = ['2022', '2022-10', '2022-10-31', '2022-11-01', '2022-11-30', '2022-12-01'].map((date) => item(date));
	expect(itemsWithin(items, NOVEMBER).map((each) => each.date)).toEqual(['2022', '2022-11-01', '2022-11-30']);
	expect(itemsWithin([item('2022-10-20', 'incident', '2022-11-02')], NOVEMBER)).toHaveLength(1);
});

test('30 days on 656 pixels: the 16th begins at 340, and its mark is one day wide about the middle', () => {
	const [mark] = timelineLayout([item('2022-11-16')], NOVEMBER, 680, text).lanes[0].marks;
	expect([mark.start, mark.end, mark.x]).toEqual([340, 361.9, 351]);
	expect(mark.isBar).toBe(true);
});

test('precision is the width of the mark: a year of three takes a third, a day of three years is a point', () => {
	const range = { from: '2021-01-01', to: '2024-01-01' };
	const { lanes } = timelineLayout([item('2022', 'headcount'), item('2021-02-01')], range, 680, text);
	const [day, year] = lanes.map((lane) => lane.marks[0]);
	expect([year.isBar, Math.round(year.end - year.start)]).toEqual([true, 219]);
	expect([day.isBar, day.shape]).toEqual([false, 'circle']);
});

test('lanes follow a fixed order, and a lane without items is left out', () => {
	const items = [item('2022-11-05', 'incident'), item('2022-11-20', 'event'), item('2022-11-09', 'departure')];
	const { lanes } = timelineLayout(items, NOVEMBER, 680, text);
	expect(lanes.map((lane) => [lane.lane, lane.count])).toEqual([
		['event', 1],
		['departure', 1],
		['incident', 1]
	]);
	expect(lanes[0].y).toBeLessThan(lanes[1].y);
});

test('eight events of one month are one mark of 8 on ten years, and eight marks on their own month', () => {
	const events = ['01', '04', '08', '11', '14', '18', '22', '27'].map((day) => item(`2022-11-${day}`));
	const decade = timelineLayout(events, { from: '2015-01-01', to: '2025-01-01' }, 680, text);
	expect(decade.lanes[0].marks.map((mark) => mark.items.length)).toEqual([8]);
	const month = timelineLayout(events, NOVEMBER, 680, text);
	expect(month.lanes[0].marks.map((mark) => mark.items.length)).toEqual(Array(8).fill(1));
});

test('no item is lost in clusters, and labels never overlap', () => {
	const items = Array.from({ length: 30 }, (_, index) => item(`2022-11-${String(index + 1).padStart(2, '0')}`));
	const [lane] = timelineLayout(items, { from: '2022-01-01', to: '2023-06-01' }, 680, text).lanes;
	expect(lane.marks.reduce((sum, mark) => sum + mark.items.length, 0)).toBe(30);
	const everyFourth = items.filter((_, index) => index % 4 === 0);
	const labels = timelineLayout(everyFourth, NOVEMBER, 680, text).lanes[0].marks.flatMap((mark) => mark.label ?? []);
	const boxes = labels.map((label) => {
		const length = textWidth(label.text, 12);
		return { y: label.y, start: label.anchor === 'end' ? label.x - length : label.x, length };
	});
	const overlaps = boxes.filter((a, index) =>
		boxes.some(
			(b, other) => other > index && a.y === b.y && a.start < b.start + b.length && b.start < a.start + a.length
		)
	);
	expect([labels.length > 3, new Set(boxes.map((box) => box.y)).size > 1, overlaps]).toEqual([true, true, []]);
});

test('a narrow timeline has no labels beside its marks', () => {
	const { lanes } = timelineLayout([item('2022-11-10')], NOVEMBER, 288, text);
	expect(lanes[0].marks[0].label).toBeNull();
});

test('the table has everything within the range, earliest first, as precisely as it is known', () => {
	const items = [item('2022-11-16', 'event', '2022-11-17'), item('2022-11', 'headcount'), item('2021')];
	const { rows } = timelineTable(items, NOVEMBER, chartLanguage('en'));
	expect(rows.map((cells) => cells.slice(0, 3).map((cell) => cell.text))).toEqual([
		['November 2022', '–', 'Headcounts'],
		['16 November 2022', '17 November 2022', 'Events']
	]);
});
