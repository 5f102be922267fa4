// Roots are exact to this share of themselves, or to this distance where they are near 0.
const NARROW = 1e-15;

/**
 * Where a rising, continuous function passes 0: some ten evaluations where bisection takes fifty.
 *
 * The bracket is found by steps that double, from a guess outward; within it inverse quadratic interpolation where that
 * is safe, else halving. The function may be -Infinity on the left or +Infinity on the right.
 *
 * @param rising passes 0 somewhere
 * @param guess where the search begins
 * @see Chandrupatla (1997), Adv. Eng. Software 28, 145-149
 * @example risingRoot((x) => x * x * x - 2, 1) is the cube root of 2, 1.2599210498948732
 */
export function risingRoot(rising: (x: number) => number, guess: number): number {
	let [a, b] = bracket(rising, guess);
	let [fa, fb] = [rising(a), rising(b)];
	let share = 0.5;
	for (;;) {
		const x = a + share * (b - a);
		const fx = rising(x);
		const isSameSide = fx < 0 === fa < 0;
		const [c, fc] = isSameSide ? [a, fa] : [b, fb];
		if (!isSameSide) [b, fb] = [a, fa];
		[a, fa] = [x, fx];
		const [best, value] = Math.abs(fa) < Math.abs(fb) ? [a, fa] : [b, fb];
		const least = (2 * NARROW * Math.max(1, Math.abs(best))) / Math.abs(b - a);
		if (least > 0.5 || value === 0) return best;
		const next = interpolated({ a, b, c, fa, fb, fc });
		share = Math.min(1 - least, Math.max(least, next));
	}
}

function bracket(rising: (x: number) => number, guess: number): [number, number] {
	const isBelow = rising(guess) < 0;
	let [near, step] = [guess, isBelow ? 1 : -1];
	while (rising(near + step) < 0 === isBelow) {
		near += step;
		step *= 2;
	}
	return [near, near + step];
}

/** Share of the way from a to b at which the inverse parabola through three points is 0; half where it is no guide. */
function interpolated({ a, b, c, fa, fb, fc }: Record<'a' | 'b' | 'c' | 'fa' | 'fb' | 'fc', number>): number {
	const xi = (a - b) / (c - b);
	const phi = (fa - fb) / (fc - fb);
	if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
	return ((fa / (fb - fa)) * fc) / (fb - fc) + ((((c - a) / (b - a)) * fa) / (fc - fa)) * (fb / (fc - fb));
}
