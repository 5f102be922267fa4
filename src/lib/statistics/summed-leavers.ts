import { convolve } from './convolve.ts';
import type { LeaverMass } from './shifted-leavers.ts';

/** Leavers of independent segments together. */
export interface SummedLeavers {
	mean: number;
	variance: number;
	/** People a step; above one, each step stands evenly for the counts about it. */
	step: number;
	/** That index or more steps of people leave, and by how many steps they are more than the index on average. */
	tails: Float64Array;
	excess: Float64Array;
	/** Mean by the steps, and how much wider than the leavers themselves the steps are spread. */
	centre: number;
	stretch: number;
}

// So that a variance of almost nothing divides.
const LEAST_VARIANCE = 1e-12;

/**
 * Leavers of independent segments added up.
 *
 * Counted by steps of several people each segment keeps its mean, but is spread wider than it is; what is read off is
 * drawn together until the variance of the whole is right.
 *
 * @param step people a step of every segment
 * @see METHODS 8; convolve, tailOfLeavers, excessOfLeavers
 * @example two people of one half, by single people: 1/4, 1/2, 1/4
 */
export function summedLeavers(segments: readonly LeaverMass[], step: number): SummedLeavers {
	const mass = convolve(segments.map((segment) => segment.mass));
	const [tails, excess] = [new Float64Array(mass.length + 1), new Float64Array(mass.length + 1)];
	let squares = 0;
	for (let index = mass.length - 1; index >= 0; index--) {
		tails[index] = tails[index + 1] + mass[index];
		excess[index] = excess[index + 1] + tails[index + 1];
		squares += mass[index] * index * index;
	}
	const mean = segments.reduce((sum, segment) => sum + segment.mean, 0);
	// Rounding alone may leave less than nothing.
	const variance = Math.max(
		0,
		segments.reduce((sum, segment) => sum + segment.variance, 0)
	);
	if (step === 1) return { mean, variance, step, tails, excess, centre: mean, stretch: 1 };
	const own = (Math.max(0, squares - excess[0] * excess[0]) + 1 / 12) * step * step;
	const stretch = Math.sqrt((own + LEAST_VARIANCE) / (variance + LEAST_VARIANCE));
	return { mean, variance, step, tails, excess, centre: excess[0] * step, stretch };
}

/**
 * Probability that at least so many leave, also for numbers between whole ones, about which it falls evenly.
 *
 * @example two people of one half: at least one leaves with 3/4, at least "one and a half" with 1/2
 */
export function tailOfLeavers(leavers: SummedLeavers, atLeast: number): number {
	if (atLeast <= 0) return 1;
	const { tails, step, mean, centre, stretch } = leavers;
	const beyond = (centre + (atLeast - 0.5 - mean) * stretch) / step;
	const first = Math.max(0, Math.ceil(beyond - 0.5));
	if (first >= tails.length - 1) return 0;
	const share = Math.min(1, first + 0.5 - beyond);
	return Math.min(1, tails[first + 1] + (tails[first] - tails[first + 1]) * share);
}

/**
 * Mean number of leavers beyond a number, which may lie between whole ones or below 0.
 *
 * @example two people of one half: a quarter beyond one, 1.5 beyond -0.5
 */
export function excessOfLeavers(leavers: SummedLeavers, beyond: number): number {
	const { tails, excess, step, mean, centre, stretch } = leavers;
	const place = (centre + (beyond - mean) * stretch) / step;
	// A single person is a whole one; a step stands evenly for the counts half a step about it.
	const [index, within] = step === 1 ? [Math.floor(place), place - Math.floor(place)] : halfSteps(place);
	if (index < 0) return mean - beyond;
	if (index >= tails.length - 1) return 0;
	if (step === 1) return excess[index] - within * tails[index + 1];
	const own = tails[index] - tails[index + 1];
	return ((excess[index] + tails[index] * (0.5 - within) + (own * within * within) / 2) * step) / stretch;
}

/** The step whose counts a place is among, and how far it is into them. */
function halfSteps(place: number): [index: number, within: number] {
	const index = Math.floor(place + 0.5);
	return [index, place + 0.5 - index];
}
