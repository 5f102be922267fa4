/**
 * Benjamini-Hochberg q-values: the smallest false discovery rate at which each test would be flagged.
 *
 * q of the i-th smallest p is the least of m p_(j) / j over j >= i, at most 1; equal p share a value.
 *
 * @param pValues one p per test, null where there was no test; those stay null and are not counted in m
 * @returns q-values in the order given
 * @see Benjamini & Hochberg (1995), JRSS B 57, 289-300
 * @example p 0.01, 0.04, null, 0.03: q 0.03, 0.04, null, 0.04
 */
export function benjaminiHochberg(pValues: readonly (number | null)[]): (number | null)[] {
	const tested = pValues.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => b.p - a.p);
	const q: (number | null)[] = pValues.map(() => null);
	let least = 1;
	tested.forEach(({ p, index }, place) => {
		const rank = tested.length - place;
		least = Math.min(least, p * (tested.length / rank));
		q[index] = least;
	});
	return q;
}
