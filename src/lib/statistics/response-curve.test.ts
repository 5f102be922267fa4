import { expect, test } from 'vitest';
import { responseCurve } from './response-curve.ts';

test('answers after 1, 1 and 9.5 of 10 hours, 4 asked: steps 2 and 3, 1 in the last hour against 2 in nine', () => {
	const at = (hour: number) => hour * 3_600_000;
	const found = responseCurve(Float64Array.of(at(1), at(1), at(9.5)), Float64Array.of(at(12)), 4, {
		announcedAt: 0,
		deadlineAt: at(10)
	});
	expect(found.curve).toEqual([
		{ hours: 1, count: 2, shareOfAsked: 0.5 },
		{ hours: 9.5, count: 3, shareOfAsked: 0.75 }
	]);
	expect(found.lateMarks).toEqual([12]);
	expect(found.surge).toMatchObject({ lastHour: 1, earlier: 2, ratio: 4.5 });
	expect(found.quantiles.map(({ hours }) => hours)).toEqual([1, 1, 9.5, 9.5]);
});

test('a window of one hour has no surge', () => {
	const at = (hour: number) => hour * 3_600_000;
	expect(
		responseCurve(Float64Array.of(at(0.5)), Float64Array.of(), 1, { announcedAt: 0, deadlineAt: at(1) }).surge
	).toBeNull();
});

test('10,000 answers are drawn in at most 401 steps, each exact, the last one kept', () => {
	const countedAt = Float64Array.from({ length: 10_000 }, (_, index) => index * 10_000);
	const { curve } = responseCurve(countedAt, Float64Array.of(), 20_000, { announcedAt: 0, deadlineAt: 100_000_000 });
	expect(curve.length).toBeLessThanOrEqual(401);
	expect(curve.at(-1)).toEqual({ hours: 99_990_000 / 3_600_000, count: 10_000, shareOfAsked: 0.5 });
	for (const { hours, count } of curve) expect(Math.round((hours * 3_600_000) / 10_000)).toBe(count - 1);
});

test('10,000 answers spread evenly are drawn every four-hundredth of the window, those of its last instant too', () => {
	const countedAt = Float64Array.from({ length: 10_000 }, (_, index) => (index + 1) * 10_000);
	const { curve } = responseCurve(countedAt, Float64Array.of(), 20_000, { announcedAt: 0, deadlineAt: 100_000_000 });
	expect(curve).toHaveLength(400);
	// A boundary between two parts may round to either side of an answer.
	curve.forEach(({ count }, step) => expect(Math.abs(count - (step + 1) * 25)).toBeLessThanOrEqual(1));
	expect(curve[399].count).toBe(10_000);
});

test('nobody answered: no curve, no quantile and no band', () => {
	const found = responseCurve(Float64Array.of(), Float64Array.of(), 9, { announcedAt: 1000, deadlineAt: 9_000_000 });
	expect([found.curve, found.dkwHalfWidth]).toEqual([[], null]);
	expect(found.quantiles.map(({ hours }) => hours)).toEqual([null, null, null, null]);
});

test('200 late answers are 200 marks; of 401 every third is one, from the first on', () => {
	const marks = (late: number) => {
		const lateAt = Float64Array.from({ length: late }, (_, index) => (index + 2) * 3_600_000);
		return responseCurve(Float64Array.of(), lateAt, 1000, { announcedAt: 0, deadlineAt: 3_600_000 }).lateMarks;
	};
	expect(marks(200)).toHaveLength(200);
	expect(marks(401)).toHaveLength(134);
	expect(marks(401).slice(0, 3)).toEqual([2, 5, 8]);
});

test('hours count from the announcement; the surge of 1 in an hour against 2 in nine has the interval R gives', () => {
	// R 4.2.2: poisson.test(c(1, 2), c(1, 9)).
	const at = (hour: number) => (100 + hour) * 3_600_000;
	const window = { announcedAt: at(0), deadlineAt: at(10) };
	const found = responseCurve(Float64Array.of(at(9.5), at(1), at(9)), Float64Array.of(at(12)), 4, window);
	expect(found.curve.map(({ hours }) => hours)).toEqual([1, 9, 9.5]);
	expect(found.lateMarks).toEqual([12]);
	// The answer after exactly nine hours is before the last hour.
	expect(found.surge).toMatchObject({ lastHour: 1, earlier: 2, interval: { method: 'exact-rate-ratio', level: 0.95 } });
	expect(found.surge!.interval.lower).toBeCloseTo(0.0762748231420038, 9);
	expect(found.surge!.interval.upper).toBeCloseTo(86.4407689625058, 6);
	expect(responseCurve(Float64Array.of(), Float64Array.of(), 4, window).surge).toBeNull();
});

test('400 different answers are 400 steps; answers at the same time are one', () => {
	const steps = (answers: number, apart: number) => {
		const countedAt = Float64Array.from({ length: answers }, (_, index) => Math.floor(index * apart) * 1000);
		const window = { announcedAt: 0, deadlineAt: 3_600_000_000 };
		return responseCurve(countedAt, Float64Array.of(), 1000, window).curve.length;
	};
	expect([steps(400, 1), steps(800, 0.5)]).toEqual([400, 400]);
	// All within the first of 400 stretches of 1000 hours: only the last is drawn.
	expect(steps(401, 1)).toBeLessThan(10);
});
