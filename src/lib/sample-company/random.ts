/**
 * A stream of pseudo-random numbers in [0, 1) that is the same on every machine: mulberry32 (Tommy Ettinger, 2017,
 * public domain). Not for secrets. The first three of seed 1 are 0.6270739405881613, 0.002735721180215478 and
 * 0.5274470399599522.
 */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** The next number in [0, 1), with 32 random bits. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let t = this.#state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	/** A whole number from 0 to `below` - 1. */
	integer(below: number): number {
		return Math.floor(this.next() * below);
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** An exponentially distributed number with mean `mean`. */
	exponential(mean: number): number {
		return -Math.log(1 - this.next()) * mean;
	}

	/** The position of one weight, drawn in proportion to the weights; `cumulative` ends with their sum. */
	weighted(cumulative: number[]): number {
		const draw = this.next() * cumulative[cumulative.length - 1];
		let position = 0;
		while (cumulative[position] <= draw) position++;
		return position;
	}
}

/** A stream of its own for item `index` of `seed`, so that items can be made in any order (finaliser of MurmurHash3). */
export function randomFor(seed: number, index: number): Random {
	let h = (Math.imul(index + 1, 0x9e3779b1) ^ seed) >>> 0;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return new Random((h ^ (h >>> 16)) >>> 0);
}

/** Running sums of weights, for `Random.weighted`. */
export function cumulative(weights: number[]): number[] {
	let sum = 0;
	return weights.map((weight) => (sum += weight));
}
