import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { fanLayout } from './fan-layout.ts';
import type { Fan, FanDatum } from './fan-layout.ts';
import { chanceText, fanTable } from './fan-table.ts';

const EN = chartLanguage('en');
const FR = chartLanguage('fr');
const fan = (below: number, ...remaining: Fan['remaining']): Fan => ({ remaining, below });
const role = (alone: Fan | null, together: Fan | null): FanDatum => ({
	...{ id: 'r', label: 'Security', now: 20, required: 10 },
	...{ alone, together }
});

test('0 to 20 people take 366 pixels from 208: 5 to 15 with 10 in the middle is a bar from 299.5 to 482.5', () => {
	const { marks } = fanLayout([role(fan(0.4, 5, 8, 10, 12, 15), fan(0.5, 0, 5, 10, 15, 20))], 680);
	const [{ alone, together, minimum, now }] = marks;
	expect(alone).toMatchObject({ wide: { x: 299.5, width: 183 }, middle: 391 });
	expect(together).toMatchObject({ wide: { x: 208, width: 366 }, half: { x: 299.5, width: 183 } });
	expect([minimum, now]).toEqual([391, 574]);
	expect(together!.y - alone!.y).toBe(22);
});

test('a fan of a single number is 2 pixels wide, not nothing', () => {
	const [{ alone }] = fanLayout([role(fan(0, 20, 20, 20, 20, 20), fan(0, 20, 20, 20, 20, 20))], 680).marks;
	expect([alone!.wide.width, alone!.half.width]).toEqual([2, 2]);
});

test('a role that is not shown has neither bars nor numbers, and "c" in its place', () => {
	const hidden = role(null, null);
	const shown = role(fan(0, 9, 9, 9, 9, 9), fan(0, 9, 9, 9, 9, 9));
	expect(fanLayout([hidden], 288).marks[0]).toMatchObject({ alone: null, together: null });
	expect(fanTable([hidden, shown], EN).rows[0].map(({ text }) => text)).toEqual([
		'Security',
		'10',
		'20',
		...'cccccccc'
	]);
	expect(
		fanTable([hidden], EN)
			.rows[0].slice(3)
			.every(({ value }) => value === null)
	).toBe(true);
});

test('without a shock a role has one bar in the middle of its row, and seven columns', () => {
	const single = role(fan(0.4, 5, 8, 10, 12, 15), null);
	const [mark] = fanLayout([single], 680).marks;
	expect([mark.alone!.y, mark.together]).toEqual([mark.y, null]);
	expect(fanTable([single], EN).columns).toHaveLength(7);
});

test('the table has the quantiles of 5, 50 and 95 per cent and the probability, alone and together', () => {
	const { columns, rows } = fanTable([role(fan(0.123, 5, 8, 10, 12, 15), fan(0.4, 0, 5, 9, 15, 20))], EN);
	expect(columns).toHaveLength(11);
	expect(rows[0].map(({ value }) => value)).toEqual(['Security', 10, 20, 5, 10, 15, 0.123, 0, 9, 20, 0.4]);
	expect(rows[0][6].text).toBe('12%');
});

test('a probability that is not 0 or 1 is not written so: 0%, less than 1%, 12%, more than 99%, 100%', () => {
	expect([0, 0.0049, 0.123, 0.9951, 1].map((value) => chanceText(value, EN))).toEqual([
		'0%',
		'< 1%',
		'12%',
		'> 99%',
		'100%'
	]);
	expect(chanceText(0.999, FR)).toBe('> 99\u202f%');
});
