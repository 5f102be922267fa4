import type { SurvivalCurve } from './kaplan-meier.ts';
import { survivalLimits } from './survival-limits.ts';

const SAME = 1e-9;

/** A time by which a share has had the event; null where the curve, or its limit, never falls so far. */
export interface SurvivalQuantile {
	time: number | null;
	lower: number | null;
	upper: number | null;
}

/**
 * Quantile of a Kaplan-Meier curve: the first time of an event by which a share p has had it. p = 0.5 is the median.
 *
 * Where the curve is flat at exactly 1 - p, the middle of the flat part: between that event and the next, or the
 * longest time where there is none. The limits follow the same rule on the log-log limits of the curve.
 *
 * @param p 0 < p < 1
 * @see METHODS 5.2; Brookmeyer & Crowley (1982), Biometrics 38, 29-41
 * @example times 1, 2, 3, 4, all events: the median is 2.5
 */
export function survivalQuantile(curve: SurvivalCurve, p: number, level = 0.95): SurvivalQuantile {
	const { survival, greenwood } = curve;
	// The lower limit crosses first, the upper last.
	const limit = (step: number, side: 'lower' | 'upper') => survivalLimits(survival[step], greenwood[step], level)[side];
	const lower = crossing(curve, 1 - p, (step) => limit(step, 'lower'));
	const time = crossing(curve, 1 - p, (step) => survival[step]);
	const upper = crossing(curve, 1 - p, (step) => (survival[step] > 1 - p + SAME ? 1 : limit(step, 'upper')));
	return { time, lower, upper };
}

function crossing(curve: SurvivalCurve, level: number, value: (step: number) => number | null): number | null {
	const { times, events } = curve;
	for (let step = 0; step < times.length; step++) {
		if (events[step] === 0) continue;
		const height = value(step);
		if (height === null || height > level + SAME) continue;
		return height < level - SAME ? times[step] : (times[step] + timeOfNextEvent(curve, step)) / 2;
	}
	return null;
}

function timeOfNextEvent({ times, events }: SurvivalCurve, step: number): number {
	let next = step + 1;
	while (next < times.length - 1 && events[next] === 0) next++;
	return times[Math.min(next, times.length - 1)];
}
