import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber } from './civil-date.ts';
import { vacancyDays } from './vacancy-days.ts';

const ON = dayNumber('2023-06-30');

function vacancy(lastDay: string | null, actingStart: string | null, permanentStart: string | null, asOf = ON) {
	const day = (date: string | null) => (date === null ? null : dayNumber(date));
	return vacancyDays(
		{ lastDay: day(lastDay), actingStart: day(actingStart), permanentStart: day(permanentStart) },
		asOf
	);
}

test('last day 31 January, acting from 6 February, successor from 1 March: vacant 28 days, uncovered 5', () => {
	expect(vacancy('2023-01-31', '2023-02-06', '2023-03-01')).toEqual({
		state: 'filled',
		permanentDays: 28,
		uncoveredDays: 5,
		isUncovered: false,
		handoverDays: 0
	});
});

test('a successor the next day leaves 0 days; one who came 10 days before the end shares 11 days', () => {
	expect(vacancy('2023-01-31', null, '2023-02-01')).toMatchObject({ permanentDays: 0, handoverDays: 0 });
	expect(vacancy('2023-01-31', null, '2023-01-31')).toMatchObject({ permanentDays: 0, handoverDays: 1 });
	expect(vacancy('2023-01-31', null, '2023-01-21')).toMatchObject({
		state: 'filled',
		permanentDays: 0,
		uncoveredDays: 0,
		handoverDays: 11
	});
});

test('nobody came by 30 June after a last day of 31 May: open for 30 days so far', () => {
	expect(vacancy('2023-05-31', null, null)).toEqual({
		state: 'open',
		permanentDays: 30,
		uncoveredDays: 30,
		isUncovered: true,
		handoverDays: 0
	});
});

test('acting cover from 3 June does not fill the post: 30 days open, 2 uncovered', () => {
	expect(vacancy('2023-05-31', '2023-06-03', null)).toMatchObject({
		state: 'open',
		permanentDays: 30,
		uncoveredDays: 2,
		isUncovered: false
	});
});

test('a start after the day of looking is not known yet; one on the day is', () => {
	expect(vacancy('2023-05-31', '2023-07-01', '2023-08-01')).toEqual(vacancy('2023-05-31', null, null));
	expect(vacancy('2023-05-31', null, '2023-06-30')).toMatchObject({ state: 'filled', permanentDays: 29 });
});

test('a post is occupied to the end of its holder’s last day', () => {
	const occupied = {
		state: 'occupied',
		permanentDays: null,
		uncoveredDays: null,
		isUncovered: false,
		handoverDays: null
	};
	expect(vacancy(null, null, null)).toEqual(occupied);
	expect(vacancy('2023-06-30', null, null)).toEqual(occupied);
	expect(vacancy('2023-06-29', null, null)).toMatchObject({ state: 'open', permanentDays: 1 });
});

test('uncovered days never exceed vacant days, and both never fall while nobody comes', () => {
	const start = fc.option(fc.integer({ min: -20, max: 60 }));
	fc.assert(
		fc.property(start, start, fc.integer({ min: 1, max: 60 }), (actingStart, permanentStart, asOf) => {
			const post = { lastDay: 0, actingStart, permanentStart };
			const today = vacancyDays(post, asOf);
			const tomorrow = vacancyDays(post, asOf + 1);
			expect(today.uncoveredDays!).toBeLessThanOrEqual(today.permanentDays!);
			expect(tomorrow.permanentDays!).toBeGreaterThanOrEqual(Math.min(today.permanentDays!, asOf - 1));
			if (today.state === 'filled') expect(tomorrow).toEqual(today);
		})
	);
});
