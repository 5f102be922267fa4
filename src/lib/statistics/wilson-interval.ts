import { normalQuantile } from './normal-quantile.ts';

/**
 * Wilson score interval of a proportion x of n, as shares from 0 to 1.
 *
 * For closed groups (everybody counts at most once). Unlike the textbook interval it never leaves 0 to 1 and holds its
 * level with few people. At x = 0 the lower limit is exactly 0, at x = n the upper exactly 1.
 *
 * @param x people with the property, 0 to n
 * @param n people in the group
 * @returns null where n is 0
 * @see Wilson (1927), JASA 22, 209-212; Newcombe (1998), Stat Med 17, 857-872
 * @example 81 of 263: 0.2553 to 0.3662
 */
export function wilsonInterval(x: number, n: number, level = 0.95): { lower: number; upper: number } | null {
	if (n === 0) return null;
	const z = normalQuantile((1 + level) / 2);
	const p = x / n;
	const scale = 1 + (z * z) / n;
	const centre = (p + (z * z) / (2 * n)) / scale;
	const half = (z / scale) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
	return { lower: x === 0 ? 0 : Math.max(0, centre - half), upper: x === n ? 1 : Math.min(1, centre + half) };
}
