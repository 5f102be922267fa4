import { describe, expect, test } from 'vitest';
import {
	coverageSearch,
	defaultEvent,
	listedDays,
	parseCoverageQuery,
	type CoverageChoices
} from './coverage-query.ts';

const layoff = { id: 'layoff', title: 'Layoff', dayZero: '2022-11-04', deadlineOn: null };
const ultimatum = { id: 'hardcore', title: 'Ultimatum', dayZero: '2022-11-16', deadlineOn: '2022-11-17' };
const choices: CoverageChoices = {
	tier: 'analyst',
	events: [layoff, ultimatum],
	firstDay: '2022-08-10',
	lastDay: '2022-12-15'
};
const parse = (search: string, tier: CoverageChoices['tier'] = 'analyst') =>
	parseCoverageQuery(new URLSearchParams(search), { ...choices, tier });

describe('filters of the coverage page', () => {
	test('an empty address opens on the last day of the data, compared with the eve of the newest ultimatum', () => {
		expect(parse('')).toEqual({
			query: { event: 'hardcore', clock: 'worked', on: '2022-12-15', before: '2022-11-15', role: null },
			refused: []
		});
	});

	test('a layoff chosen in the address moves the comparison to the day before it', () => {
		expect(parse('event=layoff&clock=legal').query).toMatchObject({ before: '2022-11-03', clock: 'legal' });
	});

	test('four values that cannot be used fall back and are each reported', () => {
		const { query, refused } = parse('event=nope&clock=tea&on=2022-02-30&before=2031-01-01');
		expect(query).toEqual(parse('').query);
		expect(refused).toEqual([
			{ parameter: 'event', value: 'nope' },
			{ parameter: 'clock', value: 'tea' },
			{ parameter: 'on', value: '2022-02-30' },
			{ parameter: 'before', value: '2031-01-01' }
		]);
	});

	test('an analyst may choose any day inside the data, an executive month ends and event days only', () => {
		expect(parse('on=2022-10-12').refused).toEqual([]);
		expect(parse('on=2022-10-12', 'executive').refused).toEqual([{ parameter: 'on', value: '2022-10-12' }]);
		expect(parse('on=2022-10-31', 'executive').query.on).toBe('2022-10-31');
		expect(parse('on=2022-11-18', 'executive').query.on).toBe('2022-11-18');
	});

	test('the days listed for 10 August to 15 December are 4 month ends, 6 event days and the last day', () => {
		expect(listedDays(choices)).toEqual([
			'2022-08-31',
			'2022-09-30',
			'2022-10-31',
			'2022-11-03',
			'2022-11-04',
			'2022-11-15',
			'2022-11-16',
			'2022-11-17',
			'2022-11-18',
			'2022-11-30',
			'2022-12-15'
		]);
	});

	test('"none" switches the event and the comparison off', () => {
		expect(parse('event=none&before=none').query).toMatchObject({ event: null, before: null });
	});

	test('events after the last day of the data are not opened by default', () => {
		expect(defaultEvent({ ...choices, lastDay: '2022-11-10' })?.id).toBe('layoff');
		expect(defaultEvent({ ...choices, events: [] })).toBeNull();
	});

	test('a query written to the address and read again is the same', () => {
		const { query } = parse('event=layoff&clock=announced&on=2022-12-01&before=2022-09-09&role=sre');
		expect(parse(coverageSearch(query)).query).toEqual(query);
	});
});
