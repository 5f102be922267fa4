import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { headcountLayout, namedGroups } from './headcount-layout.ts';
import type { HeadcountDatum, HeadcountEvent } from './headcount-layout.ts';
import { headcountAnnotations, headcountTable } from './headcount-table.ts';

const row = (date: string, headcount: number | null, group: string | null = null): HeadcountDatum => ({
	date,
	group,
	headcount
});
const event = (date: string, label: string): HeadcountEvent => ({ id: label, date, label });

const NOVEMBER = [row('2022-11-01', 100), row('2022-11-11', 50), row('2022-12-01', 40)];

test('30 days on 570 pixels: 11 November is 190 from the left, and 100, 50 and 40 people are 250, 125 and 100 high', () => {
	const { plot, series } = headcountLayout(NOVEMBER, [], 680);
	expect([plot.left, plot.right, plot.top, plot.bottom]).toEqual([52, 622, 10, 260]);
	expect(series[0].points.map((point) => [point.x, point.y])).toEqual([
		[52, 10],
		[242, 135],
		[622, 160]
	]);
});

test('a count holds until the next one: the line is a step, not a slope', () => {
	expect(headcountLayout(NOVEMBER, [], 680).series[0].path).toBe('M52,10h190v125h380v25');
});

test('the axis starts at 0', () => {
	expect(headcountLayout([row('2022-11-01', 990), row('2022-12-01', 1000)], [], 680).yTicks[0]).toEqual({
		at: 260,
		value: 0
	});
});

test('a suppressed count breaks the line and is not drawn as 0', () => {
	const rows = [row('2022-11-01', 100), row('2022-11-11', null), row('2022-11-21', 80), row('2022-12-01', 70)];
	const [series] = headcountLayout(rows, [], 680).series;
	expect(series.points[1].y).toBeNull();
	expect(series.path.match(/M/g)).toHaveLength(2);
});

test('events are numbered in time; the 5 most important have labels, in a narrow drawing none', () => {
	const events = ['06', '01', '02', '03', '04', '05'].map((month) => event(`2022-${month}-15`, `Event of ${month}`));
	const rows = [row('2022-01-01', 10), row('2022-12-31', 10)];
	const wide = headcountLayout(rows, events, 680).events;
	expect(wide.map((mark) => [mark.mark, mark.event.label])).toEqual([
		['1', 'Event of 01'],
		['2', 'Event of 02'],
		['3', 'Event of 03'],
		['4', 'Event of 04'],
		['5', 'Event of 05'],
		['6', 'Event of 06']
	]);
	expect(wide.filter((mark) => mark.label === null).map((mark) => mark.mark)).toEqual(['5']);
	expect(headcountLayout(rows, events, 288).events.every((mark) => mark.label === null)).toBe(true);
});

test('an event outside the days of the line is not drawn', () => {
	const events = [event('2022-10-31', 'before'), event('2022-12-01', 'last day'), event('2022-12-02', 'after')];
	expect(headcountLayout(NOVEMBER, events, 680).events.map((mark) => mark.event.label)).toEqual(['last day']);
});

test('labels of three lines that end together stand 16 pixels apart', () => {
	const rows = ['a', 'b', 'c'].flatMap((group) => [row('2022-11-01', 50, group), row('2022-12-01', 50, group)]);
	const ends = headcountLayout(rows, [], 680).series.flatMap((series) => series.end ?? []);
	expect(ends.map((end) => end.labelY - ends[0].labelY)).toEqual([0, 16, 32]);
});

test('of 8 groups the 6 largest at the end have a rank, a colour and a label; 2 stay grey', () => {
	const rows = Array.from({ length: 8 }, (_, index) => [
		row('2022-11-01', 100 - index, `g${index}`),
		row('2022-12-01', 10 * (index + 1), `g${index}`)
	]).flat();
	const { series } = headcountLayout(rows, [], 680);
	expect(series.map((each) => [each.group, each.rank])).toEqual([
		['g7', 0],
		['g6', 1],
		['g5', 2],
		['g4', 3],
		['g3', 4],
		['g2', 5],
		['g1', null],
		['g0', null]
	]);
	expect(namedGroups(rows)).toEqual(['g7', 'g6', 'g5', 'g4', 'g3', 'g2']);
});

test('no rows make a drawing without marks', () => {
	const layout = headcountLayout([], [event('2022-11-17', 'x')], 680);
	expect([layout.series, layout.events]).toEqual([[], []]);
});

test('the table is in order of date and names groups only where there are two', () => {
	const language = chartLanguage('en');
	const single = headcountTable([NOVEMBER[1], NOVEMBER[0]], language);
	expect(single.columns.map((column) => column.id)).toEqual(['date', 'headcount']);
	expect(single.rows.map((cells) => cells.map((cell) => cell.value))).toEqual([
		['2022-11-01', 100],
		['2022-11-11', 50]
	]);
	const grouped = headcountTable([row('2022-11-01', null, 'Payroll'), row('2022-11-01', 9, 'Sales')], language);
	expect(grouped.rows[0].map((cell) => cell.text)).toEqual(['1 November 2022', 'Payroll', 'c']);
});

test('remarks are dated and numbered as in the drawing', () => {
	const events = [event('2022-11-17', 'Deadline'), event('2022-11-04', 'Layoff')];
	expect(headcountAnnotations(events, chartLanguage('fr')).map(({ mark, text }) => `${mark} ${text}`)).toEqual([
		'1 4 novembre 2022. Layoff.',
		'2 17 novembre 2022. Deadline.'
	]);
});
