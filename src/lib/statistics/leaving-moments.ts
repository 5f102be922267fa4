import { distanceOfTail, softplus, WIDEST_STEP } from './shifted-leavers.ts';

/** Means of a probability and of its square. */
export interface LeavingMoments {
	mean: number;
	square: number;
}

// Steps of the integral, in standard deviations of the distribution: right to 1e-11.
const RESOLUTION = 0.85;

/**
 * Mean of a probability to leave, and of its square, where the log-odds are shifted.
 *
 * The probability is Beta(a, b); its log-odds x move to x + shift. The integral over x is a trapezoidal sum, which for
 * such smooth functions is as good as exact. Of n people n * mean leave on average, with variance
 * n * (mean - square) + n^2 * (square - mean^2).
 *
 * @param shape a > 0 and b > 0
 * @returns the moments for a shift
 * @see METHODS 3.6, 8
 * @example a = b = 1, no shift: 1/2 and 1/3
 */
export function leavingMoments({ a, b }: { a: number; b: number }): (shift: number) => LeavingMoments {
	const unshifted = { mean: a / (a + b), square: (a * (a + 1)) / ((a + b) * (a + b + 1)) };
	let shiftedBy: ReturnType<typeof shiftedMoments> | null = null;
	return (shift) => {
		if (shift === 0) return unshifted;
		shiftedBy ??= shiftedMoments(a, b);
		return shiftedBy(shift);
	};
}

function shiftedMoments(a: number, b: number): (shift: number) => LeavingMoments {
	const peak = Math.log(a / b);
	const logDensity = (x: number) => a * x - (a + b) * softplus(x);
	const highest = logDensity(peak);
	const width = Math.min(WIDEST_STEP, (2 * RESOLUTION) / Math.sqrt(a + b));
	const [below, above] = [-1, 1].map((side) =>
		Math.ceil(distanceOfTail({ a, b }, (d) => highest - logDensity(peak + side * d)) / width)
	);
	const count = below + above + 1;
	const [weights, against] = [new Float64Array(count), new Float64Array(count)];
	let total = 0;
	for (let index = 0; index < count; index++) {
		const x = peak + (index - below) * width;
		weights[index] = Math.exp(logDensity(x) - highest);
		against[index] = Math.exp(-x);
		total += weights[index];
	}
	return (shift) => {
		const factor = Math.exp(-shift);
		let mean = 0;
		let square = 0;
		for (let index = 0; index < count; index++) {
			const share = 1 / (1 + against[index] * factor);
			const weighted = weights[index] * share;
			mean += weighted;
			square += weighted * share;
		}
		return { mean: mean / total, square: square / total };
	};
}
