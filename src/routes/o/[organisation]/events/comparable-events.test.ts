import { expect, test } from 'vitest';
import type { CaseEvent } from '../../../library/[case]/case-rows.ts';
import type { Refused } from '../filter-reader.ts';
import { chosenEvents, comparable } from './comparable-events.ts';

const event = (eventId: string, announcedOn: string | null) => ({ eventId, announcedOn }) as CaseEvent;
const EVENTS = ['a', 'b', 'c'].map((id, index) => event(id, `2022-0${index + 1}-01`));
function chosen(address: string) {
	const refused: Refused[] = [];
	const events = chosenEvents(new URLSearchParams(address), EVENTS, refused).map(({ eventId }) => eventId);
	return { events, refused };
}

test('of 3 events an address names 2; one that names none has all 3', () => {
	expect(chosen('events=a,c')).toEqual({ events: ['a', 'c'], refused: [] });
	expect(chosen('')).toEqual({ events: ['a', 'b', 'c'], refused: [] });
});

test('an address with an event that is not there is reported, and all 3 are shown', () => {
	expect(chosen('events=a,z')).toEqual({
		events: ['a', 'b', 'c'],
		refused: [{ parameter: 'events', value: 'a,z' }]
	});
});

test('events that begin after the data, or on no known day, are not compared; of 8 the newest 6 are, in order', () => {
	const many = Array.from({ length: 8 }, (_, index) => event(String(index), `2022-0${8 - index}-01`));
	const later = [event('after', '2024-01-01'), event('month', '2022-05'), event('none', null)];
	expect(comparable([...later, ...many], '2023-01-01').map(({ eventId }) => eventId)).toEqual([...'543210']);
});
