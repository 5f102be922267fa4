import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRows } from '../../../test/support/column-tables.ts';
import { aalenJohansen } from './aalen-johansen.ts';
import { incidenceLimits } from './incidence-limits.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { pooledCounts } from './pooled-counts.ts';
import { riskSteps } from './risk-steps.ts';
import { survivalCounts } from './survival-counts.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'goldens', name), 'utf8');

/** Cases as [entry, time, cause]. */
function stepsOf(cases: [number, number, number][]) {
	const [entry, time, cause] = [0, 1, 2].map((column) => cases.map((each) => each[column]));
	return riskSteps(pooledCounts(survivalCounts({ entry, time, cause }, { causes: 2 }), [0]));
}

describe('monoclonal gammopathy (Kyle et al. 2002), malignancy against death without it, months', () => {
	const cases = csvRows(read('mgus2.csv')).flatMap((row) =>
		['censored', 'malignancy', 'death'].flatMap((name, cause) =>
			Array.from({ length: Number(row[name]) }, (): [number, number, number] => [-1, Number(row.month), cause])
		)
	);
	const steps = stepsOf(cases);
	const [malignancy, death] = aalenJohansen(steps);

	// R 4.2.2, survival 3.5-3: summary(survfit(Surv(etime, event) ~ 1, mgus2, conf.type = "log-log"), times).
	test.each([
		[12, 0.00940125934464974, 0.00259515576301945, 0.00529731206955466, 0.0156691729432718, 0.122185402813274],
		[60, 0.0341037129743485, 0.00488925790766794, 0.0254419907443464, 0.0446577215453444, 0.320367010267878],
		[120, 0.0637221680131129, 0.00679684842396064, 0.0512816760848976, 0.0779330245959657, 0.531817704080208],
		[240, 0.0998137159354692, 0.0097848467933896, 0.0816899507073978, 0.120019131717413, 0.724027976142545],
		[300, 0.109151655830587, 0.011606591807291, 0.0877249812316256, 0.133172564694848, 0.762748843261515]
	])('month %i: %f malignant with error %f, limits %f to %f, %f dead', (month, share, error, lower, upper, dead) => {
		const step = steps.times.findLastIndex((time) => time <= month);
		expect(malignancy.incidence[step]).toBeCloseTo(share, 12);
		expect(Math.sqrt(malignancy.variance[step])).toBeCloseTo(error, 12);
		const limits = incidenceLimits(malignancy.incidence[step], malignancy.variance[step])!;
		expect(limits.lower).toBeCloseTo(lower, 12);
		expect(limits.upper).toBeCloseTo(upper, 12);
		expect(death.incidence[step]).toBeCloseTo(dead, 12);
	});

	test('1384 people, 115 malignancies and 860 deaths', () => {
		expect(steps.people).toBe(1384);
		expect(steps.byCause.map((events) => events.reduce((sum, count) => sum + count, 0))).toEqual([115, 860]);
	});
});

test('101 cases with late entry agree with R at every time, the errors with a numerical gradient', () => {
	const golden = JSON.parse(read('late-entry.json')) as Record<string, number[]>;
	const cases = csvRows(read('late-entry.csv')).map((row): [number, number, number] => [
		Number(row.entry),
		Number(row.time),
		Number(row.cause)
	]);
	const steps = stepsOf(cases);
	const [first, second] = aalenJohansen(steps);
	const at = (time: number) => steps.times.findLastIndex((each) => each <= time);
	golden.incidenceTimes.forEach((time, index) => {
		expect(first.incidence[at(time)]).toBeCloseTo(golden.incidence1[index], 12);
		expect(second.incidence[at(time)]).toBeCloseTo(golden.incidence2[index], 12);
	});
	[100, 200, 400].forEach((time, index) =>
		expect(Math.sqrt(first.variance[at(time)])).toBeCloseTo(golden.incidence1ErrorAt100_200_400[index], 8)
	);
});

describe('by hand', () => {
	test('times 1 (cause 1), 2 (cause 2), 3 (censored): a third each; variances 2/27', () => {
		const steps = stepsOf([
			[0, 1, 1],
			[0, 2, 2],
			[0, 3, 0]
		]);
		const [first, second] = aalenJohansen(steps);
		expect([...first.incidence]).toEqual([1 / 3, 1 / 3, 1 / 3]);
		expect(second.incidence[0]).toBe(0);
		expect(second.incidence[2]).toBeCloseTo(1 / 3, 15);
		// Without censoring before, each is a share 1/3 of 3: p (1 - p) / 3.
		expect(first.variance[2]).toBeCloseTo(2 / 27, 15);
		expect(second.variance[2]).toBeCloseTo(2 / 27, 15);
	});

	test('no limits where nobody or everybody has had the event', () => {
		expect([incidenceLimits(0, 0), incidenceLimits(1, 0)]).toEqual([null, null]);
		// log-log: 0.25 ** exp(-+ z 0.1 / (0.25 ln 4)).
		const reach = (1.6448536269514722 * 0.1) / (0.25 * Math.log(4));
		const { lower, upper } = incidenceLimits(0.25, 0.01, 0.9)!;
		expect(lower).toBeCloseTo(0.25 ** Math.exp(reach), 14);
		expect(upper).toBeCloseTo(0.25 ** Math.exp(-reach), 14);
	});

	test('nobody: no times', () => {
		const [first, second] = aalenJohansen(stepsOf([]));
		expect([first.incidence.length, second.variance.length]).toEqual([0, 0]);
	});
});

describe('properties', () => {
	const cases = fc.array(
		fc
			.tuple(fc.nat({ max: 6 }), fc.integer({ min: 1, max: 6 }), fc.nat({ max: 2 }))
			.map(([entry, length, cause]): [number, number, number] => [entry, entry + length, cause]),
		{ minLength: 1, maxLength: 14 }
	);

	test('the incidences of all causes and the share still there add up to 1, and none ever falls', () => {
		fc.assert(
			fc.property(cases, (each) => {
				const curve = kaplanMeier(stepsOf(each));
				const [first, second] = aalenJohansen(curve);
				let former = 0;
				curve.survival.forEach((share, step) => {
					expect(first.incidence[step] + second.incidence[step] + share).toBeCloseTo(1, 12);
					expect(first.incidence[step]).toBeGreaterThanOrEqual(former);
					expect(first.variance[step]).toBeGreaterThanOrEqual(0);
					former = first.incidence[step];
				});
			})
		);
	});

	test('with one cause only, 1 - S with the variance of Greenwood', () => {
		fc.assert(
			fc.property(cases, (each) => {
				const curve = kaplanMeier(stepsOf(each.map(([entry, time, cause]) => [entry, time, cause > 0 ? 1 : 0])));
				const [only] = aalenJohansen(curve);
				curve.survival.forEach((share, step) => {
					expect(only.incidence[step]).toBeCloseTo(1 - share, 12);
					if (share > 0) expect(only.variance[step]).toBeCloseTo(share * share * curve.greenwood[step], 10);
				});
			})
		);
	});

	test('the variance is the sum over earlier times of the definition', () => {
		fc.assert(
			fc.property(cases, (each) => {
				const steps = stepsOf(each);
				const { survival } = kaplanMeier(steps);
				const [first] = aalenJohansen(steps);
				steps.times.forEach((_, end) => {
					let variance = 0;
					for (let u = 0; u <= end; u++) {
						const [n, d, k] = [steps.atRisk[u], steps.events[u], steps.byCause[0][u]];
						const before = u === 0 ? 1 : survival[u - 1];
						const later = first.incidence[end] - first.incidence[u];
						if (d < n) variance += (later ** 2 * d) / (n * (n - d));
						variance += (before ** 2 * k * (n - k)) / n ** 3 - (2 * later * before * k) / n ** 2;
					}
					expect(first.variance[end]).toBeCloseTo(variance, 10);
				});
			})
		);
	});
});
