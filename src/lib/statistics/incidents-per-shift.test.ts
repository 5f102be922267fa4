import { expect, test } from 'vitest';
import { incidentsPerShift } from './incidents-per-shift.ts';

test('30 incidents in 30 days are 0.5 per shift of 12 hours, 0.3373 to 0.7138: bearable', () => {
	const { perShift, interval, isBearable } = incidentsPerShift(30, 30);
	expect([perShift, isBearable]).toEqual([0.5, true]);
	// R 4.2.2: qchisq(c(.025, .975), c(60, 62)) / 2 / 60.
	expect(interval!.lower).toBeCloseTo(0.337347900357, 11);
	expect(interval!.upper).toBeCloseTo(0.713781089913, 11);
});

test('exactly 2 per shift are bearable, one incident more is not: 28 and 29 in a week', () => {
	expect([28, 29].map((incidents) => incidentsPerShift(incidents, 7).isBearable)).toEqual([true, false]);
});

test('shifts of 24 hours halve the number of shifts; another limit is another answer', () => {
	expect(incidentsPerShift(30, 30, { shiftHours: 24 })).toMatchObject({ perShift: 1, isBearable: true });
	expect(incidentsPerShift(30, 30, { most: 0.4 }).isBearable).toBe(false);
});

test('no incidents: 0 with an upper limit; no day observed: nothing known', () => {
	const calm = incidentsPerShift(0, 30);
	expect([calm.perShift, calm.interval!.lower, calm.isBearable]).toEqual([0, 0, true]);
	// -ln(0.025) / 60.
	expect(calm.interval!.upper).toBeCloseTo(3.688879454113936 / 60, 12);
	expect(incidentsPerShift(0, 0)).toEqual({ perShift: null, interval: null, isBearable: null });
});
