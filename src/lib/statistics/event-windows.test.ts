import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civilDate, dayNumber } from './civil-date.ts';
import { departuresWindow } from './departures-window.ts';
import { dispersionIndex } from './dispersion-index.ts';
import { eventCurve } from './event-curve.ts';
import { eventStudy } from './event-study.ts';
import { ratioToBaseline, separationWindows } from './separation-windows.ts';

describe('how a workforce goes on', () => {
	const day = (at: number, remaining: number, neverLeft: number, headcount: number) => ({
		...{ day: at, remaining, neverLeft, headcount }
	});

	test('base 10, on day 30 7 there, 6 never left, headcount 9: 0.7 (0.3968 to 0.8922), 0.6, index 0.9', () => {
		const [point] = eventCurve([day(30, 7, 6, 9)], 10, 100);
		expect(point).toMatchObject({ remaining: 7, remainingShare: 0.7, neverLeft: 6, neverLeftShare: 0.6 });
		expect(point.headcountIndex).toBeCloseTo(0.9, 14);
		expect([point.lower!.toFixed(4), point.upper!.toFixed(4)]).toEqual(['0.3968', '0.8922']);
	});

	test('day 0 is 100 % with upper limit exactly 1; before it nobody can have left, so that is null', () => {
		const [before, start] = eventCurve([day(-1, 9, 9, 9), day(0, 10, 10, 10)], 10, 100);
		expect(start).toMatchObject({ remainingShare: 1, upper: 1, neverLeftShare: 1, headcountIndex: 1 });
		expect(before).toMatchObject({ remaining: 9, remainingShare: 0.9, neverLeft: null, neverLeftShare: null });
	});

	test('beyond the last day of data everything is null, never carried forward', () => {
		const [last, beyond] = eventCurve([day(5, 8, 8, 8), day(6, 8, 8, 8)], 10, 5);
		expect(last.remaining).toBe(8);
		expect({ ...beyond, day: null }).toEqual(Object.fromEntries(Object.keys(beyond).map((name) => [name, null])));
	});

	test('nobody on day 0: counts, but no shares', () => {
		expect(eventCurve([day(1, 0, 0, 3)], 0, 5)[0]).toMatchObject({
			remaining: 0,
			remainingShare: null,
			lower: null,
			neverLeftShare: null,
			headcountIndex: null
		});
	});
});

describe('separations against the year before', () => {
	test('17 November 2022: baseline 2021-10-18 to 2022-10-17, post to 2023-05-16, aftershock from the 19th', () => {
		const { baseline, post, aftershock } = separationWindows(dayNumber('2022-11-17'));
		const dates = ({ from, to }: { from: number; to: number }) => [civilDate(from), civilDate(to), to - from + 1];
		expect(dates(baseline)).toEqual(['2021-10-18', '2022-10-17', 365]);
		expect(dates(post)).toEqual(['2022-11-17', '2023-05-16', 181]);
		expect(dates(aftershock)).toEqual(['2022-11-19', '2023-05-16', 179]);
	});

	test('40 in 15 000 person-days against 30 in 36 500: 3.244444, 1.970787 to 5.394214, p 1.91e-6', () => {
		// R 4.2.2, binom.test(40, 70, 15000/51500): limits on the odds scale; tails by pbinom.
		const found = ratioToBaseline({ separations: 40, personDays: 15_000 }, { separations: 30, personDays: 36_500 });
		expect(found.ratio).toBeCloseTo(3.244444444444444, 12);
		expect(found.lower! / 1.9707871194780973).toBeCloseTo(1, 9);
		expect(found.upper! / 5.394213967711627).toBeCloseTo(1, 9);
		expect(found.pCentral! / 1.910897308709062e-6).toBeCloseTo(1, 9);
		expect(found.pMidp! / 1.2363224429114742e-6).toBeCloseTo(1, 9);
		expect(found.pMinlike! / 1.1003400199813161e-6).toBeCloseTo(1, 9);
	});

	test('nobody employed in a window: nothing to compare', () => {
		const none = { separations: 0, personDays: 0 };
		expect(ratioToBaseline(none, { separations: 3, personDays: 100 }).ratio).toBeNull();
		expect(ratioToBaseline({ separations: 3, personDays: 100 }, none).pCentral).toBeNull();
	});
});

describe('executive departures within 180 days', () => {
	test('1 before and 5 after: ratio 4.972376, 0.5564 to 235.18, p_central 0.2214', () => {
		// R 4.2.2, binom.test(5, 6, 181/361).
		const found = departuresWindow([-30, 0, 1, 90, 179, 180], 0);
		expect(found).toMatchObject({ before: 1, after: 5, outside: 0, unknown: 0 });
		expect(found.ratio.ratio).toBeCloseTo(4.972375690607734, 12);
		expect(found.ratio.lower! / 0.5564005798973234).toBeCloseTo(1, 9);
		expect(found.ratio.upper! / 235.18113102831643).toBeCloseTo(1, 9);
		expect(found.ratio.pCentral).toBeCloseTo(0.22135775682885395, 10);
	});

	test('the edges: day -180 and 180 count, -181 and 181 do not, day 0 is after; an unknown date is told', () => {
		expect(departuresWindow([-181, -180, -1, 0, 180, 181, null], 0)).toMatchObject({
			...{ before: 2, after: 2, outside: 2, unknown: 1 }
		});
	});

	test('with a roster the person-days of executives are the exposure', () => {
		const { ratio } = departuresWindow([99, 101], 100, { before: 1000, after: 500 }).ratio;
		expect(ratio).toBe(2);
	});

	test('no departure at all: ratio null, interval 0 to no upper limit, p 1', () => {
		expect(departuresWindow([], 0).ratio).toMatchObject({ ratio: null, lower: 0, upper: Infinity, pCentral: 1 });
	});
});

describe('the index of dispersion', () => {
	test('0, 1, 2, 9: mean 3, variance 50/3: index 5.5556, chi-square 16.6667 on 3, p 0.00082752 (R 4.2.2, pchisq)', () => {
		const found = dispersionIndex([0, 1, 2, 9])!;
		expect(found.index).toBeCloseTo(50 / 9, 12);
		expect(found.chiSquare).toBeCloseTo(50 / 3, 12);
		expect(found.degrees).toBe(3);
		expect(found.p).toBeCloseTo(0.0008275246236931513, 14);
		expect(found.isOverdispersed).toBe(true);
	});

	test('equal counts have index 0; a large index with few weeks is not flagged', () => {
		expect(dispersionIndex([3, 3, 3])).toMatchObject({ index: 0, p: 1, isOverdispersed: false });
		// 1, 4: variance 4.5, mean 2.5: index 1.8, p 0.18.
		expect(dispersionIndex([1, 4])).toMatchObject({ isOverdispersed: false });
		expect(dispersionIndex([1, 4])!.index).toBeCloseTo(1.8, 12);
	});

	test('fewer than two weeks or no event at all: null', () => {
		expect(dispersionIndex([])).toBeNull();
		expect(dispersionIndex([4])).toBeNull();
		expect(dispersionIndex([0, 0, 0])).toBeNull();
	});

	test('the order of the weeks never matters', () => {
		fc.assert(
			fc.property(fc.array(fc.nat({ max: 20 }), { minLength: 2, maxLength: 30 }), (counts) => {
				const [a, b] = [dispersionIndex(counts), dispersionIndex([...counts].reverse())];
				expect(b?.index ?? null).toSatisfy((value: number | null) =>
					value === null ? a === null : Math.abs(value - a!.index) < 1e-9
				);
			})
		);
	});
});

describe('bins around an event', () => {
	const bins = [
		{ day: -60, events: 4, exposure: 100 },
		{ day: -30, events: 6, exposure: 100 },
		{ day: 0, events: 20, exposure: 100 }
	];

	test('4 and 6 of 100 before, 20 of 100 after: 0.8, 1.2 and 4 (1.787018 to 9.569105) of the pooled 10 of 200', () => {
		// R 4.2.2, binom.test(20, 30, 1/3) on the odds scale.
		const { bins: found, driftsBefore } = eventStudy(bins);
		expect(found.map(({ ratio }) => Number(ratio.ratio!.toFixed(12)))).toEqual([0.8, 1.2, 4]);
		expect(found[2].ratio.lower).toBeCloseTo(1.78701778076938, 9);
		expect(found[2].ratio.upper).toBeCloseTo(9.5691048806762, 9);
		expect(found.map(({ isBefore }) => isBefore)).toEqual([true, true, false]);
		expect(driftsBefore).toBe(false);
	});

	test('1 and 40 of 100 before: rates were already changing', () => {
		const drifting = [{ ...bins[0], events: 1 }, { ...bins[1], events: 40 }, bins[2]];
		expect(eventStudy(drifting).driftsBefore).toBe(true);
		expect(
			eventStudy([
				{ ...bins[0], events: 60 },
				{ ...bins[1], events: 5 }
			]).driftsBefore
		).toBe(true);
	});

	test('one bin of 20 among nine of 5 is a drift, so is one of 4 among nine of 20; ten alike are none', () => {
		const tenBins = (one: number, others: number) =>
			Array.from({ length: 10 }, (_, index) => ({
				...{ day: -300 + 30 * index, events: index === 4 ? one : others, exposure: 100 }
			}));
		const outside = (one: number, others: number) =>
			eventStudy(tenBins(one, others)).bins.filter(({ ratio }) => ratio.lower! > 1 || ratio.upper! < 1).length;
		expect([outside(20, 5), outside(4, 20), outside(20, 20)]).toEqual([1, 1, 0]);
		expect(eventStudy(tenBins(20, 5)).driftsBefore).toBe(true);
		expect(eventStudy(tenBins(4, 20)).driftsBefore).toBe(true);
		expect(eventStudy(tenBins(20, 20)).driftsBefore).toBe(false);
	});

	test('nothing before: no ratio and no drift; a bin without exposure neither', () => {
		expect(eventStudy([bins[2]])).toMatchObject({ bins: [{ ratio: { ratio: null } }], driftsBefore: false });
		expect(eventStudy([{ day: -1, events: 0, exposure: 0 }, bins[0]]).bins[0].ratio.ratio).toBeNull();
		expect(eventStudy([{ day: -1, events: 0, exposure: 0 }]).driftsBefore).toBe(false);
	});
});
