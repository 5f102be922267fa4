import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRows } from '../../../test/support/column-tables.ts';
import type { CoxData } from './cox-cases.ts';
import { coxRegression } from './cox-regression.ts';
import { schoenfeldResiduals } from './schoenfeld-residuals.ts';

const TIMES =
	'6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+ ' +
	'1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23';
const LEUKAEMIA: CoxData = {
	time: TIMES.split(' ').map((word) => Number.parseInt(word, 10)),
	hasEvent: TIMES.split(' ').map((word) => (word.endsWith('+') ? 0 : 1)),
	covariates: [{ name: 'placebo', values: Array.from({ length: 42 }, (_, index) => (index < 21 ? 0 : 1)) }]
};

const read = (name: string) => readFileSync(join(import.meta.dirname, 'goldens', name), 'utf8');
const golden = JSON.parse(read('late-entry.json')) as Record<string, number[]>;
const rows = csvRows(read('late-entry.csv')).map((row) =>
	Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value)]))
);
const LATE: CoxData = {
	entry: rows.map((row) => row.entry),
	time: rows.map((row) => row.time),
	hasEvent: rows.map((row) => (row.cause > 0 ? 1 : 0)),
	covariates: [
		{ name: 'x', values: rows.map((row) => row.x) },
		{ name: 'group 1', values: rows.map((row) => (row.group === 1 ? 1 : 0)) },
		{ name: 'group 2', values: rows.map((row) => (row.group === 2 ? 1 : 0)) }
	]
};

function estimated(data: CoxData, level?: number) {
	const found = coxRegression(data, level);
	if (!found.estimable) throw new Error(`No estimate: ${found.reason}.`);
	return found;
}

describe('6-MP trial, placebo against drug (R 4.2.2, survival 3.5-3: coxph, ties by Efron)', () => {
	test('coefficient 1.5721, standard error 0.4124, hazard ratio 4.817 (2.147 to 10.809), p 0.000138', () => {
		const found = estimated(LEUKAEMIA);
		const [placebo] = found.coefficients;
		expect(placebo.name).toBe('placebo');
		expect(placebo.coefficient).toBeCloseTo(1.57212514882907, 10);
		expect(placebo.standardError).toBeCloseTo(0.412396717709455, 10);
		expect(placebo.hazardRatio).toBeCloseTo(4.81687389827895, 9);
		expect(placebo.lower).toBeCloseTo(2.14650821273, 9);
		expect(placebo.upper).toBeCloseTo(10.8093106816, 8);
		expect(placebo.z).toBeCloseTo(3.81217, 5);
		expect(placebo.p).toBeCloseTo(0.00013775375, 10);
	});

	test('log likelihoods -93.1843 and -85.0084; tests 16.35, 14.53 and 17.25 on 1 degree', () => {
		const found = estimated(LEUKAEMIA);
		expect(found.logLikelihood.none).toBeCloseTo(-93.1842699968477, 10);
		expect(found.logLikelihood.fitted).toBeCloseTo(-85.0084245773717, 10);
		expect(found.likelihoodRatio.chiSquare).toBeCloseTo(2 * (93.1842699968477 - 85.0084245773717), 9);
		expect(found.likelihoodRatio.p).toBeCloseTo(5.2609205e-5, 11);
		expect(found.wald.chiSquare).toBeCloseTo(14.5326170633744, 8);
		expect(found.wald.p).toBeCloseTo(0.00013775376, 10);
		expect(found.score.chiSquare).toBeCloseTo(17.2465367957166, 10);
		expect(found.score.p).toBeCloseTo(3.2829541e-5, 11);
		expect([found.likelihoodRatio.degrees, found.cases, found.events, found.dropped]).toEqual([1, 42, 30, 0]);
		expect(found.hasFewEvents).toBe(false);
	});

	test('Schoenfeld residuals begin with 0.1754 at week 1 and add up to 0', () => {
		const found = estimated(LEUKAEMIA);
		const residuals = schoenfeldResiduals(LEUKAEMIA, [found.coefficients[0].coefficient]);
		expect(residuals).toHaveLength(30);
		expect(residuals.slice(0, 3).map(({ time }) => time)).toEqual([1, 1, 2]);
		expect(residuals[0].case).toBe(21);
		expect(residuals[0].residuals[0]).toBeCloseTo(0.175442298402069, 10);
		// Three tied events at week 6 share the averaged mean.
		const atSix = residuals.filter(({ time }) => time === 6).map((each) => each.residuals[0]);
		atSix.forEach((value) => expect(value).toBeCloseTo(-0.743020644310086, 10));
		expect(residuals.reduce((sum, each) => sum + each.residuals[0], 0)).toBeCloseTo(0, 9);
	});

	test('limits at the level 0.9 use z = 1.6449', () => {
		const [placebo] = estimated(LEUKAEMIA, 0.9).coefficients;
		expect(placebo.lower).toBeCloseTo(Math.exp(1.57212514882907 - 1.6448536269514722 * 0.412396717709455), 9);
	});
});

describe('101 generated cases with late entry and ties, three covariates, against R', () => {
	test('coefficients, errors, limits and p', () => {
		const found = estimated(LATE);
		found.coefficients.forEach((each, j) => {
			expect(each.coefficient).toBeCloseTo(golden.coxCoefficients[j], 9);
			expect(each.standardError).toBeCloseTo(golden.coxErrors[j], 9);
			expect(each.lower).toBeCloseTo(golden.coxLower[j], 9);
			expect(each.upper).toBeCloseTo(golden.coxUpper[j], 9);
			expect(each.p).toBeCloseTo(golden.coxP[j], 9);
		});
	});

	test('log likelihoods, score and Wald tests', () => {
		const found = estimated(LATE);
		expect(found.logLikelihood.none).toBeCloseTo(golden.coxLogLikelihood[0], 9);
		expect(found.logLikelihood.fitted).toBeCloseTo(golden.coxLogLikelihood[1], 9);
		expect(found.score.chiSquare).toBeCloseTo(golden.coxScore[0], 9);
		expect(found.wald.chiSquare).toBeCloseTo(golden.coxWald[0], 8);
		expect(found.wald.degrees).toBe(3);
	});

	test('Schoenfeld residuals of x at each event', () => {
		const found = estimated(LATE);
		const residuals = schoenfeldResiduals(
			LATE,
			found.coefficients.map((each) => each.coefficient)
		);
		expect(residuals.map(({ time }) => time)).toEqual(golden.schoenfeldTimes);
		residuals.forEach((each, index) => expect(each.residuals[0]).toBeCloseTo(golden.schoenfeldX[index], 8));
	});
});

describe('no estimate', () => {
	const small = (values: number[], hasEvent = [1, 1, 1, 0, 1, 0]): CoxData => ({
		time: [1, 2, 3, 4, 5, 6],
		hasEvent,
		covariates: [{ name: 'x', values }]
	});
	const reason = (data: CoxData) => coxRegression(data) as { estimable: boolean; reason?: string };

	test('no events, or no covariates', () => {
		expect(reason(small([1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0]))).toMatchObject({
			estimable: false,
			reason: 'no-events',
			cases: 6,
			events: 0
		});
		expect(reason({ ...small([]), covariates: [] })).toMatchObject({ estimable: false, reason: 'no-covariates' });
		expect(reason({ time: [], hasEvent: [], covariates: [{ name: 'x', values: [] }] })).toMatchObject({
			reason: 'no-events'
		});
	});

	test('a covariate that does not vary, also one of 0.1, or only among those never at risk at an event', () => {
		expect(reason(small([1, 1, 1, 1, 1, 1]))).toMatchObject({ estimable: false, reason: 'singular' });
		expect(reason(small([0.1, 0.1, 0.1, 0.1, 0.1, 0.1]))).toMatchObject({ reason: 'singular' });
		const lateOnly = { ...small([0.1, 0.1, 0.1, 0.1, 0.1, 0.7]), entry: [0, 0, 0, 0, 0, 5] };
		expect(reason(lateOnly)).toMatchObject({ estimable: false, reason: 'singular' });
	});

	test('a covariate that follows from another', () => {
		const x = [1, 5, 2, 4, 3, 6];
		const covariates = [
			{ name: 'x', values: x },
			{ name: '3 - 2x', values: x.map((value) => 3 - 2 * value) }
		];
		expect(reason({ ...small(x), covariates })).toMatchObject({ estimable: false, reason: 'singular' });
	});

	test('events in one group only: separation, whatever the unit of the covariate', () => {
		expect(reason(small([1, 1, 1, 0, 1, 0]))).toMatchObject({ estimable: false, reason: 'separation' });
		expect(reason(small([1000, 1000, 1000, 0, 1000, 0]))).toMatchObject({ reason: 'separation' });
		expect(reason(small([0, 0, 0, 0.001, 0, 0.001]))).toMatchObject({ reason: 'separation' });
	});

	test('a coefficient beyond 15 is refused even where it exists', () => {
		// In units of 100 the coefficient of the leukaemia trial is 157.
		const values = Array.from(LEUKAEMIA.covariates[0].values, (value) => value / 100);
		expect(reason({ ...LEUKAEMIA, covariates: [{ name: 'placebo', values }] })).toMatchObject({ reason: 'separation' });
	});
});

describe('cases', () => {
	test('a covariate that is not known drops the case and is counted; so is an entry not before the time', () => {
		const values = [NaN, ...Array.from(LEUKAEMIA.covariates[0].values).slice(1)];
		const dropped = estimated({ ...LEUKAEMIA, covariates: [{ name: 'placebo', values }] });
		expect([dropped.cases, dropped.dropped, dropped.events]).toEqual([41, 1, 29]);
		const second = {
			name: 'second',
			values: Array.from({ length: 42 }, (_, index) => (index === 7 ? NaN : index % 5))
		};
		const both = estimated({ ...LEUKAEMIA, covariates: [{ name: 'placebo', values }, second] });
		expect([both.cases, both.dropped]).toEqual([40, 2]);
		const entry = Array.from({ length: 42 }, (_, index) => (index === 3 ? 6 : -1));
		expect(estimated({ ...LEUKAEMIA, entry })).toMatchObject({ cases: 41, dropped: 1, events: 30 });
	});

	test('fewer than 5 events per coefficient are a warning: 4 of 6 with one, 30 of 42 with one not', () => {
		const few = coxRegression({
			time: [1, 2, 3, 4, 5, 6],
			hasEvent: [1, 1, 1, 0, 1, 0],
			covariates: [{ name: 'x', values: [1, 5, 2, 4, 3, 6] }]
		});
		expect(few).toMatchObject({ estimable: true, hasFewEvents: true, events: 4 });
		const five = coxRegression({
			time: [1, 2, 3, 4, 5, 6],
			hasEvent: [1, 1, 1, 1, 1, 0],
			covariates: [{ name: 'x', values: [1, 5, 2, 4, 3, 6] }]
		});
		expect(five.hasFewEvents).toBe(false);
	});

	test('entry 0 for all is the same as none; the unit of a covariate only scales its coefficient', () => {
		const late = estimated({ ...LEUKAEMIA, entry: Array.from({ length: 42 }, () => 0) });
		expect(late.coefficients[0].coefficient).toBeCloseTo(1.57212514882907, 9);
		const values = Array.from(LEUKAEMIA.covariates[0].values, (value) => 1e6 + 1000 * value);
		const [scaled] = estimated({ ...LEUKAEMIA, covariates: [{ name: 'placebo', values }] }).coefficients;
		expect(scaled.coefficient * 1000).toBeCloseTo(1.57212514882907, 6);
		expect(scaled.standardError * 1000).toBeCloseTo(0.412396717709455, 6);
	});

	test('the order of cases and splitting one in two by late entry leave the coefficient unchanged', () => {
		const order = fc.shuffledSubarray(
			Array.from({ length: 42 }, (_, index) => index),
			{ minLength: 42 }
		);
		fc.assert(
			fc.property(order, fc.nat({ max: 41 }), (indices, which) => {
				const pick = (values: ArrayLike<number>) => indices.map((index) => values[index]);
				const [time, hasEvent] = [pick(LEUKAEMIA.time), pick(LEUKAEMIA.hasEvent)];
				const values = pick(LEUKAEMIA.covariates[0].values);
				const entry = time.map(() => -1);
				const cut = Math.floor(time[which] / 2);
				entry.push(cut);
				const split = {
					entry,
					time: [...time.map((t, index) => (index === which ? cut : t)), time[which]],
					hasEvent: [...hasEvent.map((event, index) => (index === which ? 0 : event)), hasEvent[which]],
					covariates: [{ name: 'placebo', values: [...values, values[which]] }]
				};
				expect(estimated(split).coefficients[0].coefficient).toBeCloseTo(1.57212514882907, 8);
			}),
			{ numRuns: 20 }
		);
	});

	test('two outliers of 24 make full steps overshoot: halved steps end at 0.1003, as in R', () => {
		// R: coxph(Surv(1:30, e) ~ x, control = coxph.control(eps = 1e-14)).
		const found = estimated({
			time: Array.from({ length: 30 }, (_, index) => index + 1),
			hasEvent: [...'000100011011010100110111001111'].map(Number),
			covariates: [
				{
					name: 'x',
					values: [3, 1, 2, 2, 0, 1, 3, 1, 24, 3, 1, 24, 2, 3, 3, 2, 2, 2, 2, 1, 1, 2, 2, 3, 0, 1, 1, 3, 3, 1]
				}
			]
		});
		expect(found.coefficients[0].coefficient).toBeCloseTo(0.100317110446214, 10);
		expect(found.coefficients[0].standardError).toBeCloseTo(0.0411920542637891, 10);
		expect(found.logLikelihood.none).toBeCloseTo(-35.2872403541763, 10);
		expect(found.logLikelihood.fitted).toBeCloseTo(-32.98843868184, 10);
	});

	test('one untied binary covariate: the coefficient maximises the likelihood found by trying every step', () => {
		const data: CoxData = {
			time: [1, 2, 3, 4, 5],
			hasEvent: [1, 1, 1, 0, 1],
			covariates: [{ name: 'x', values: [1, 0, 1, 0, 0] }]
		};
		const likelihood = (b: number) =>
			[0, 1, 2, 4].reduce((sum, event) => {
				const risk = [0, 1, 2, 3, 4].filter((index) => index >= event);
				const x = data.covariates[0].values;
				return sum + b * x[event] - Math.log(risk.reduce((all, index) => all + Math.exp(b * x[index]), 0));
			}, 0);
		const found = estimated(data);
		const b = found.coefficients[0].coefficient;
		expect(found.logLikelihood.none).toBeCloseTo(-Math.log(5 * 4 * 3), 12);
		expect(found.logLikelihood.fitted).toBeCloseTo(likelihood(b), 12);
		for (const step of [-0.01, 0.01]) expect(likelihood(b + step)).toBeLessThan(likelihood(b));
	});
});
