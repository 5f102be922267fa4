import { bisect } from './bisect.ts';

/**
 * Nodes and weights with which a function of a standard normal value is averaged: sum of weight * f(node).
 *
 * Exact for polynomials up to degree 2n - 1. The weights add up to 1.
 *
 * @param n number of nodes, >= 1
 * @returns nodes in rising order
 * @see Abramowitz & Stegun, 25.4.46 and table 25.10 (there for exp(-x^2): nodes / sqrt(2), weights * sqrt(pi))
 * @example 3 nodes: -1.7320508, 0, 1.7320508 with weights 1/6, 2/3, 1/6
 */
export function gaussHermite(n: number): { nodes: Float64Array; weights: Float64Array } {
	const positive = positiveRoots(n);
	const middle = n % 2 === 1 ? [0] : [];
	const nodes = Float64Array.from([...positive.map((root) => -root).reverse(), ...middle, ...positive]);
	const weights = nodes.map((node) => 1 / polynomials(n, node).sumOfSquares);
	return { nodes, weights };
}

/** Roots above 0 of the polynomial of degree n; neighbours are more than three steps of the search apart. */
function positiveRoots(n: number): number[] {
	const valueAt = (x: number) => polynomials(n, x).value;
	const step = 1 / Math.sqrt(n);
	const roots: number[] = [];
	for (let low = step / 2; roots.length < Math.floor(n / 2); low += step) {
		const sign = Math.sign(valueAt(low));
		if (sign !== Math.sign(valueAt(low + step))) roots.push(bisect((x) => -sign * valueAt(x), 0, low, low + step));
	}
	return roots;
}

/** Hermite polynomials scaled to length 1 under the normal distribution: the one of degree n, and the squares below. */
function polynomials(n: number, x: number): { value: number; sumOfSquares: number } {
	let [before, value, sumOfSquares] = [0, 1, 0];
	for (let degree = 0; degree < n; degree++) {
		sumOfSquares += value * value;
		const next = (x * value - Math.sqrt(degree) * before) / Math.sqrt(degree + 1);
		[before, value] = [value, next];
	}
	return { value, sumOfSquares };
}
