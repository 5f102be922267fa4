import { expect, test } from 'vitest';
import { EVENT_FIELDS, eventCsv, eventId, eventProblems, type EventField } from './event-csv.ts';

const values = {
	event_id: 'hardcore-2022-11-16',
	organisation: 'Example "Inc"',
	event_type: 'ultimatum',
	title: 'Hardcore',
	announced_at_local: '2022-11-16T00:30',
	deadline_at_local: '2022-11-17T17:00',
	time_zone: 'America/New_York',
	question: 'opt_in_to_stay',
	silence_rule: 'resign',
	population_on: '2022-11-16',
	severance_months: '3',
	source: 'own record'
} satisfies Record<EventField, string>;

test('a complete event has no problems', () => {
	expect(eventProblems(values)).toEqual({});
});

test('a deadline before the announcement and a zone by its abbreviation are named', () => {
	expect(eventProblems({ ...values, deadline_at_local: '2022-11-15T17:00', time_zone: 'ET' })).toEqual({
		deadline_at_local: 'deadline-before',
		time_zone: 'zone-unknown'
	});
});

test('the form becomes one header line and one record with doubled quotes', () => {
	const [header, record, rest] = eventCsv(values).split('\r\n');
	expect(header).toBe(EVENT_FIELDS.join(','));
	expect(record.startsWith('"hardcore-2022-11-16","Example ""Inc""","ultimatum"')).toBe(true);
	expect(rest).toBe('');
});

test('an id is made of the title without accents and the day', () => {
	expect(eventId('Départ : oui ou non ?', '2024-10-03T20:00')).toBe('depart-oui-ou-non-2024-10-03');
});
