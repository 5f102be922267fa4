import { expect, test } from 'vitest';
import type { MetricTables } from './metric-definition.server.ts';
import { askedEvent, ultimatumOf } from './ultimatum-event.server.ts';

type Event = NonNullable<MetricTables['events']>[number];
const HARDCORE = {
	eventId: 'hardcore',
	title: 'Extremely hardcore',
	announcedAtLocal: '2022-11-16T00:12',
	deadlineAtLocal: '2022-11-17T17:00',
	timeZone: 'America/New_York',
	question: 'opt_in_to_stay',
	silenceRule: 'counts_as_leaving',
	populationOn: null
} as unknown as Event;

test('an announcement and a deadline to the minute with a zone make an ultimatum', () => {
	expect(ultimatumOf([HARDCORE], 'hardcore')?.deadlineAtLocal).toBe('2022-11-17T17:00');
	expect(ultimatumOf([HARDCORE], 'another')).toBeNull();
});

test.each([
	['a deadline known to the day only', { deadlineAtLocal: '2022-11-17' }],
	['an announcement known to the day only', { announcedAtLocal: '2022-11-16' }],
	['no deadline', { deadlineAtLocal: null }],
	['no zone', { timeZone: null }]
])('%s makes none, and the refusal names those that there are', (_, missing) => {
	const events = [
		{ ...HARDCORE, ...missing },
		{ ...HARDCORE, eventId: 'second' }
	];
	expect(ultimatumOf(events, 'hardcore')).toBeNull();
	expect(() => askedEvent(events, 'hardcore')).toThrow('there are: second');
});
