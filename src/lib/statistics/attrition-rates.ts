import { averageHeadcount } from './average-headcount.ts';
import type { AverageHeadcount } from './average-headcount.ts';
import { monthEnd, monthStart } from './civil-date.ts';
import { garwoodInterval } from './garwood-interval.ts';

const YEAR_DAYS = 365.25;

/** What separations are divided by: exposure, or the average headcount of one of the conventions. */
export type Denominator = 'personYears' | keyof AverageHeadcount;

export interface AttritionRates {
	separations: number;
	/** Person-days / 365.25. */
	personYears: number;
	/** Average headcount by convention. */
	averages: AverageHeadcount;
	/** Separations per 100 of the chosen denominator, with 95 % limits that take the denominator as known. */
	rate: number | null;
	rateInterval: { lower: number; upper: number; method: 'garwood'; level: number } | null;
	/** Separations per 100 person-years: the primary rate. */
	ratePer100PersonYears: number | null;
	/** 95 % limits of the primary rate; with 0 separations the upper one is not 0. */
	interval: { lower: number; upper: number; method: 'garwood'; level: number } | null;
	/** Percent of the daily mean headcount, for the window as it is. */
	periodPercent: number | null;
	/** The period rate times the windows in a year; equal to the primary rate. */
	annualisedSimplePercent: number | null;
	/** Who would be gone after a year of such windows without hiring; null where more left than the daily mean. */
	annualisedCompoundPercent: number | null;
	/** Sum of the monthly rates, each on the mean of its first and last day; null unless the window is whole months. */
	sumOfMonthlyPercent: number | null;
	/** Percent of the mean headcount on the 12th of the months. */
	twelfthOfMonthPercent: number | null;
}

/**
 * Attrition of a window: separations against exposure, with the other conventions in use beside it.
 *
 * The primary rate divides by person-years, so it needs no choice of days and allows an exact interval. It may exceed
 * 100: people who join and leave within the window count. Days of `headcount` and `separations` are the same.
 *
 * @param daily.headcount    people employed on each day of the window
 * @param daily.separations  employments whose last day is that day; of the kinds that are to count
 * @param start day number of the first day
 * @param options.opening people employed on the day before, for the convention that counts it
 * @param options.denominator that of `rate`; the primary one where nothing is said
 * @returns rates; null where nobody was employed or the convention has no such day
 * @see METHODS 1.3; SHRM, How to Determine Turnover Rate (sum of monthly rates); US BLS, JOLTS (the 12th of the month)
 * @example 100 people and 6 leavers, replaced at once, in 2024: 5.9877 per 100 person-years (2.1974 to 13.0327), period 6 %
 */
export function attritionRates(
	daily: { headcount: ArrayLike<number>; separations: ArrayLike<number> },
	start: number,
	{ opening = 0, denominator = 'personYears' }: { opening?: number; denominator?: Denominator } = {}
): AttritionRates {
	const days = daily.headcount.length;
	const separations = total(daily.separations, 0, days);
	const personYears = total(daily.headcount, 0, days) / YEAR_DAYS;
	const averages = averageHeadcount(daily.headcount, start, opening);
	const base = denominator === 'personYears' ? personYears : averages[denominator];
	const period = share(separations, averages.dailyMean);
	const windows = YEAR_DAYS / days;
	const interval = limits(separations, personYears);
	return {
		separations,
		personYears,
		averages,
		rate: percent(share(separations, base)),
		rateInterval: denominator === 'personYears' ? interval : limits(separations, base),
		ratePer100PersonYears: percent(share(separations, personYears)),
		interval,
		periodPercent: percent(period),
		annualisedSimplePercent: period === null ? null : percent(period * windows),
		annualisedCompoundPercent: period === null || period > 1 ? null : percent(1 - (1 - period) ** windows),
		sumOfMonthlyPercent: percent(sumOfMonthlyShares(daily, start)),
		twelfthOfMonthPercent: percent(share(separations, averages.twelfthOfMonthMean))
	};
}

function limits(separations: number, base: number | null): AttritionRates['interval'] {
	const found = base === null ? null : garwoodInterval(separations, base / 100);
	return found && { ...found, method: 'garwood', level: 0.95 };
}

function sumOfMonthlyShares(
	{ headcount, separations }: { headcount: ArrayLike<number>; separations: ArrayLike<number> },
	start: number
): number | null {
	const end = start + headcount.length - 1;
	if (headcount.length === 0 || monthStart(start) !== start || monthEnd(end) !== end) return null;
	let sum = 0;
	for (let first = start; first <= end; first = monthEnd(first) + 1) {
		const [from, to] = [first - start, monthEnd(first) - start];
		const monthly = share(total(separations, from, to + 1), (headcount[from] + headcount[to]) / 2);
		if (monthly === null) return null;
		sum += monthly;
	}
	return sum;
}

function share(count: number, base: number | null): number | null {
	return base === null || base === 0 ? null : count / base;
}

function percent(value: number | null): number | null {
	return value === null ? null : 100 * value;
}

function total(values: ArrayLike<number>, from: number, to: number): number {
	let sum = 0;
	for (let index = from; index < to; index++) sum += values[index];
	return sum;
}
