import { expect, test } from 'vitest';
import { zoneName } from '#lib/ui/own-zone.ts';
import { readerZone } from './reader-zone.ts';

const read = (search: string) => readerZone(new URLSearchParams(search));

test('without a choice it is UTC and the browser may refine it', () => {
	expect(read('')).toEqual({ zone: 'UTC', isChosen: false, refused: null });
});

test('a known zone is used as chosen', () => {
	expect(read('zone=Europe/Paris')).toEqual({ zone: 'Europe/Paris', isChosen: true, refused: null });
});

test.each(['ET', 'Mars/Olympus', '+02:00', '<b>', 'a'.repeat(500)])(
	'"%s" falls back to UTC and is reported',
	(value) => {
		const { zone, refused } = readerZone(new URLSearchParams([['zone', value]]));
		expect(zone).toBe('UTC');
		expect(refused).toBe(value.slice(0, 60));
	}
);

test('a zone is named after its place', () => {
	expect(zoneName('America/New_York')).toBe('New York');
	expect(zoneName('UTC')).toBe('UTC');
});
