import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../../../test/support/read-table.ts';
import { EVENTS } from './events.ts';

const REAL_DATA_DIR = process.env.REAL_DATA_DIR;
const read = (header: string, ...lines: string[]) => readTable(EVENTS, [header, ...lines, ''].join('\n'));

describe('events', () => {
	test('the types of other compilations: opt_in_ultimatum, opt_out_offer, rto_ultimatum, solidarity_ultimatum', async () => {
		const types = ['opt_in_ultimatum', 'opt_out_offer', 'rto_ultimatum', 'solidarity_ultimatum', 'exec_departures'];
		const { rows } = await read(
			'event_id,organisation,event_type,announced_date,sources',
			...types.map((type, i) => `e${i},A,${type},2022-11,x`)
		);
		expect(rows.map(({ values }) => values.event_type)).toEqual([
			'ultimatum',
			'buyout',
			'return-to-office',
			'other',
			'executive-departures'
		]);
	});

	test('silence_means leave, stay, contested is the rule resign, stay, undetermined', async () => {
		const { rows } = await read(
			'event_id,organisation,event_type,announced_on,silence_means,source',
			...['leave', 'stay', 'contested', ''].map((rule, i) => `e${i},A,ultimatum,2022,${rule},x`)
		);
		expect(rows.map(({ values }) => values.silence_rule)).toEqual(['resign', 'stay', 'undetermined', null]);
	});

	test('bounds in columns of their own become one triple; nothing is worked out between 1,000 and 1,200', async () => {
		const { rows } = await read(
			'event_id,organisation,event_type,announced_on,affected_low,affected_high,affected_headline,source',
			'a,A,ultimatum,2022,1000,1200,"1,000 to 1,200",x',
			'b,A,layoff,2022,336,336,up to 336,x',
			'c,A,layoff,2022,,,,x'
		);
		expect(rows.map(({ values }) => values.affected)).toEqual([
			{ low: 1000, best: null, high: 1200, text: '1,000 to 1,200' },
			{ low: 336, best: 336, high: 336, text: 'up to 336' },
			null
		]);
	});

	test('a deadline keeps the precision it has: a minute or a day', async () => {
		const { rows } = await read(
			'event_id,organisation,event_type,announced_on,deadline_local,deadline_tz,source',
			'a,A,ultimatum,2022,2022-11-17 17:00,America/New_York,x',
			'b,A,buyout,2020,2020-10-07,,x'
		);
		expect(rows.map(({ values }) => [values.deadline_at_local, values.time_zone])).toEqual([
			['2022-11-17T17:00', 'America/New_York'],
			['2020-10-07', null]
		]);
	});

	test('EVENT_DUPLICATE: a second row of the same id is left out, and VALUE_REQUIRED one without any date', async () => {
		const { rows, report } = await read(
			'event_id,organisation,event_type,announced_on,source',
			'a,A,layoff,2022,x',
			'a,B,layoff,2023,x',
			'c,C,layoff,,x'
		);
		expect([rows.length, report.counts]).toEqual([1, { EVENT_DUPLICATE: 1, VALUE_REQUIRED: 1 }]);
	});

	test.skipIf(!REAL_DATA_DIR)(
		'the compiled events (set REAL_DATA_DIR to read them): 30 rows, no question, 2 percentages that are no numbers',
		async () => {
			const { first, rows, report } = await readTable(
				EVENTS,
				readFileSync(join(REAL_DATA_DIR!, 'events/attrition_events.csv'))
			);
			expect([first.questions, rows.length, report.counts]).toEqual([[], 30, { NUMBER_INVALID: 2 }]);
			expect(rows.find(({ values }) => values.event_id === 'twitter-2022-11-17-hardcore')?.values).toMatchObject({
				event_type: 'ultimatum',
				announced_on: '2022-11-16',
				deadline_at_local: '2022-11-17T17:00',
				time_zone: 'America/New_York',
				silence_rule: 'resign',
				affected: { low: 1000, best: null, high: 1200, text: '1,000 to 1,200 did not accept' },
				base: { low: 2900, best: null, high: 3700 }
			});
		}
	);
});
