import { expect, test } from 'vitest';
import { dayIn, latestBrief } from './brief-schedule.ts';

const at = (text: string) => Date.parse(text);
const told = (due: { on: string; at: number }) => [due.on, new Date(due.at).toISOString()];

test('Sunday 22 November 2026 in Paris: the brief of Monday the 16th, 7 o’clock there, which is 06:00 UTC', () => {
	expect(told(latestBrief('weekly', 'Europe/Paris', at('2026-11-22T12:00:00Z')))).toEqual([
		'2026-11-16',
		'2026-11-16T06:00:00.000Z'
	]);
});

test('on a Monday at 05:59 UTC Paris has still last week’s, at 06:00 UTC this week’s', () => {
	expect(latestBrief('weekly', 'Europe/Paris', at('2026-11-23T05:59:59Z')).on).toBe('2026-11-16');
	expect(latestBrief('weekly', 'Europe/Paris', at('2026-11-23T06:00:00Z')).on).toBe('2026-11-23');
});

test('in Los Angeles it is still Sunday, and last week’s brief, while Paris has this week’s', () => {
	const now = at('2026-11-23T07:30:00Z');
	expect([dayIn('America/Los_Angeles', now), dayIn('Europe/Paris', now)]).toEqual(['2026-11-22', '2026-11-23']);
	expect(latestBrief('weekly', 'America/Los_Angeles', now).on).toBe('2026-11-16');
});

test('monthly is the first of the month, also over the end of a year; 1 March 2026 in New York is before the clocks change', () => {
	expect(told(latestBrief('monthly', 'America/New_York', at('2026-03-20T12:00:00Z')))).toEqual([
		'2026-03-01',
		'2026-03-01T12:00:00.000Z'
	]);
	expect(latestBrief('monthly', 'UTC', at('2027-01-01T06:59:00Z')).on).toBe('2026-12-01');
});
