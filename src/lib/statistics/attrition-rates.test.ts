import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attritionRates } from './attrition-rates.ts';
import { dayNumber } from './civil-date.ts';

const NO_RATES = {
	rate: null,
	rateInterval: null,
	ratePer100PersonYears: null,
	interval: null,
	periodPercent: null,
	annualisedSimplePercent: null,
	annualisedCompoundPercent: null,
	sumOfMonthlyPercent: null,
	twelfthOfMonthPercent: null
};

function constant(headcount: number, days: number, leavers: Record<number, number> = {}) {
	return {
		headcount: Array.from({ length: days }, () => headcount),
		separations: Array.from({ length: days }, (_, day) => leavers[day] ?? 0)
	};
}

test('6 of 100 people leave and are replaced in 2024: 5.9877 per 100 person-years, 2.1974 to 13.0327', () => {
	const found = attritionRates(constant(100, 366, { 10: 2, 200: 3, 365: 1 }), dayNumber('2024-01-01'));
	expect(found.separations).toBe(6);
	expect(found.personYears).toBeCloseTo(36_600 / 365.25, 12);
	expect(found.ratePer100PersonYears).toBeCloseTo(5.98770491803, 10);
	// Garwood's limits of 6 events, 2.20189 and 13.05948 (chi-square quantiles by scipy 1.17), over 1.002053 hundreds.
	expect(found.interval!.lower).toBeCloseTo(2.19738218, 7);
	expect(found.interval!.upper).toBeCloseTo(13.03271281, 7);
	expect(found.periodPercent).toBeCloseTo(6, 12);
	// 1 - 0.94 ^ (365.25 / 366) with ln 0.94 = -0.0618754037.
	expect(found.annualisedCompoundPercent).toBeCloseTo(5.98808, 5);
	expect(found.sumOfMonthlyPercent).toBeCloseTo(6, 12);
	expect(found.twelfthOfMonthPercent).toBeCloseTo(6, 12);
});

test('75 of 100 leave on 17 November: 1352.8 per 100 person-years, 111 % of the mean, no compound rate', () => {
	const headcount = Array.from({ length: 30 }, (_, day) => (day < 17 ? 100 : 25));
	const found = attritionRates(
		{ headcount, separations: constant(0, 30, { 16: 75 }).separations },
		dayNumber('2022-11-01')
	);
	// 17 x 100 + 13 x 25 = 2025 person-days; mean 67.5.
	expect(found.ratePer100PersonYears).toBeCloseTo((75 * 36_525) / 2025, 9);
	expect(found.periodPercent).toBeCloseTo(111.1111, 4);
	expect(found.annualisedCompoundPercent).toBeNull();
	expect(found.sumOfMonthlyPercent).toBeCloseTo(120, 12);
	expect(found.twelfthOfMonthPercent).toBeCloseTo(75, 12);
});

test('10 % in each of two months of different size: the monthly rates add up to 20 %', () => {
	const headcount = Array.from({ length: 59 }, (_, day) => (day < 31 ? 10 : 20));
	const separations = Array.from({ length: 59 }, (_, day) => (day === 5 ? 1 : day === 40 ? 2 : 0));
	const found = attritionRates({ headcount, separations }, dayNumber('2023-01-01'));
	expect(found.sumOfMonthlyPercent).toBeCloseTo(20, 12);
	// The 12ths have 10 and 20 people: 3 of 15.
	expect(found.twelfthOfMonthPercent).toBeCloseTo(20, 12);
});

test('nobody leaves of 10 in January: rate 0, not certainly 0: up to 434.6 per 100 person-years', () => {
	const found = attritionRates(constant(10, 31), dayNumber('2023-01-01'));
	expect(found).toMatchObject({ ratePer100PersonYears: 0, periodPercent: 0, annualisedCompoundPercent: 0 });
	expect(found.interval!.lower).toBe(0);
	// -ln(0.025) = 3.688879454 over 310 / 36525.
	expect(found.interval!.upper).toBeCloseTo(434.6333, 4);
});

test('everybody leaves: the compound rate is 100 %', () => {
	expect(attritionRates(constant(4, 10, { 9: 4 }), 0).annualisedCompoundPercent).toBe(100);
});

test('a window without people or without days has no rate', () => {
	expect(attritionRates(constant(0, 31), dayNumber('2023-01-01'))).toMatchObject({
		separations: 0,
		personYears: 0,
		...NO_RATES
	});
	expect(attritionRates({ headcount: [], separations: [] }, 0)).toMatchObject({
		separations: 0,
		personYears: 0,
		...NO_RATES
	});
});

test('2 to 31 January is no whole month: no sum of monthly rates; 13 to 31 January has no 12th', () => {
	const lateStart = attritionRates(constant(10, 30, { 3: 1 }), dayNumber('2023-01-02'));
	expect([lateStart.sumOfMonthlyPercent, lateStart.twelfthOfMonthPercent]).toEqual([null, 10]);
	const noTwelfth = attritionRates(constant(10, 19, { 3: 1 }), dayNumber('2023-01-13'));
	expect(noTwelfth.twelfthOfMonthPercent).toBeNull();
	expect(noTwelfth.periodPercent).toBeCloseTo(10, 12);
});

test('a month nobody is employed on either end of leaves the sum of monthly rates undefined', () => {
	const headcount = Array.from({ length: 59 }, (_, day) => (day < 31 || (day > 40 && day < 50) ? 8 : 0));
	const found = attritionRates({ headcount, separations: constant(0, 59).separations }, dayNumber('2023-01-01'));
	expect(found.sumOfMonthlyPercent).toBeNull();
	expect(found.ratePer100PersonYears).toBe(0);
});

test('10 of 100, then 90 people: 10.5263 % of the two-point average of 95, 5.0479 to 19.3582; 10 % with 110 before', () => {
	// January 2023: 100 people to the 15th, 90 from the 16th; 10 leave on the 15th.
	const headcount = Array.from({ length: 31 }, (_, day) => (day < 15 ? 100 : 90));
	const daily = { headcount, separations: constant(0, 31, { 14: 10 }).separations };
	const start = dayNumber('2023-01-01');
	const twoPoint = attritionRates(daily, start, { denominator: 'twoPoint' });
	expect(twoPoint.rate).toBeCloseTo(1000 / 95, 10);
	// Garwood's limits of 10 events, 4.795389 and 18.390356 (R: qchisq(c(.025, .975), c(20, 22)) / 2), per 0.95 hundreds.
	expect(twoPoint.rateInterval!.lower).toBeCloseTo(4.795389 / 0.95, 5);
	expect(twoPoint.rateInterval!.upper).toBeCloseTo(18.390356 / 0.95, 5);
	const opened = attritionRates(daily, start, { denominator: 'monthEndPlusOpening', opening: 110 });
	expect(opened.averages.monthEndPlusOpening).toBe(100);
	expect(opened.rate).toBeCloseTo(10, 10);
});

test('the simple annual rate is the rate per 100 person-years, which lies inside its interval', () => {
	const day = fc.record({ people: fc.integer({ min: 0, max: 500 }), leavers: fc.integer({ min: 0, max: 20 }) });
	fc.assert(
		fc.property(fc.array(day, { minLength: 1, maxLength: 120 }), fc.integer({ min: 0, max: 20_000 }), (days, start) => {
			const found = attritionRates(
				{ headcount: days.map((each) => each.people), separations: days.map((each) => each.leavers) },
				start
			);
			if (days.every((each) => each.people === 0)) {
				expect(found).toMatchObject(NO_RATES);
				return;
			}
			const rate = found.ratePer100PersonYears!;
			expect(Math.abs(found.annualisedSimplePercent! - rate)).toBeLessThanOrEqual(1e-9 * rate);
			expect(found.interval!.lower).toBeLessThanOrEqual(rate);
			expect(found.interval!.upper).toBeGreaterThan(rate);
		})
	);
});
