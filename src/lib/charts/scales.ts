import { utcTicks } from 'd3-time';
import { civilDate, dayNumber } from '../statistics/civil-date.ts';
import { linearScale, type LinearScale } from './linear-scale.ts';

const DAY_MS = 86_400_000;

/** A place on an axis; the component writes the value out. */
export interface Tick<Value> {
	at: number;
	value: Value;
}

/** Coordinates are kept to a tenth of a pixel, so that pages stay small and goldens stable. */
export function px(value: number): number {
	return Math.round(value * 10) / 10;
}

/** A scale from zero to a round number above the largest value; an empty or all-zero set goes to 1. */
export function countScale(values: (number | null)[], range: [number, number]): LinearScale {
	const largest = Math.max(0, ...values.filter((value) => value !== null));
	return linearScale([0, largest === 0 ? 1 : largest], range).nice(5);
}

export function countTicks(scale: LinearScale, count: number): Tick<number>[] {
	const whole = scale.ticks(count).filter((value) => Number.isInteger(value));
	return whole.map((value) => ({ at: px(scale(value)), value }));
}

export function shareTicks(scale: LinearScale, count: number): Tick<number>[] {
	return scale.ticks(count).map((value) => ({ at: px(scale(value)), value }));
}

export interface DateScale {
	/** Position of the beginning of a civil date; of a month or year, of its beginning too. */
	at(civil: string): number;
	/** Position of an instant, to the second. */
	atTime(time: number): number;
	/** The time at a position. */
	time(position: number): number;
	/** About `count` ticks on whole days, at least `gap` pixels apart. */
	ticks(count: number, gap: number): { ticks: Tick<string>[]; precision: 'year' | 'month' | 'day' };
}

export function firstDay(partial: string): string {
	return partial.length === 4 ? `${partial}-01-01` : partial.length === 7 ? `${partial}-01` : partial;
}

/** The day after the last one that a partial date may mean: '2022' ends before 2023-01-01. */
export function endDay(partial: string): string {
	const [year, month] = partial.split('-').map(Number);
	if (partial.length === 4) return `${year + 1}-01-01`;
	if (partial.length > 7) return civilDate(dayNumber(partial) + 1);
	return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
}

function precisionOf(dates: string[]): 'year' | 'month' | 'day' {
	if (dates.every((date) => date.endsWith('-01-01'))) return 'year';
	return dates.every((date) => date.endsWith('-01')) ? 'month' : 'day';
}

/** Civil dates on a line. No zone is involved: a date is its day number. */
export function dateScale(from: string, to: string, range: [number, number]): DateScale {
	const [start, end] = [dayNumber(firstDay(from)), dayNumber(firstDay(to))];
	const [first, last] = [start * DAY_MS, (end === start ? end + 1 : end) * DAY_MS];
	const scale = linearScale([first, last], range);
	const places = new Map<string, number>();
	const placeOf = (civil: string) => {
		const place = px(scale(dayNumber(firstDay(civil)) * DAY_MS));
		places.set(civil, place);
		return place;
	};
	return {
		// Many groups have a value on the same day.
		at: (civil) => places.get(civil) ?? placeOf(civil),
		atTime: (time) => px(scale(time)),
		time: (position) => Math.trunc(scale.invert(position)),
		ticks(count, gap) {
			const all = utcTicks(new Date(first), new Date(last), count)
				.filter((tick) => tick.getTime() % DAY_MS === 0)
				.map((tick) => civilDate(tick.getTime() / DAY_MS));
			const position = (value: string) => px(scale(dayNumber(value) * DAY_MS));
			// One day has one name; the scale goes to the next only to have a length.
			if (start === end)
				return { ticks: [{ at: position(civilDate(start)), value: civilDate(start) }], precision: 'day' };
			const step = all.length > 1 ? position(all[1]) - position(all[0]) : gap;
			const every = Math.max(1, Math.ceil(gap / step));
			const dates = all.filter((_, index) => index % every === 0);
			const ticks = dates.map((value) => ({ at: position(value), value }));
			return { ticks, precision: precisionOf(dates) };
		}
	};
}
