import fc from 'fast-check';
import { expect, test } from 'vitest';
import { personMatches } from './person-matches.server.ts';

const table = (keys: bigint[]) => ({
	rowCount: 0,
	columns: {},
	personKeys: BigUint64Array.from([...new Set(keys)].sort((a, b) => (a < b ? -1 : 1)))
});

test('keys that differ only in the upper or only in the lower half are different people', () => {
	const other = table([1n, 2n ** 32n + 1n, 2n ** 63n + 5n]);
	expect([...personMatches(table([1n, 2n, 2n ** 32n + 1n, 2n ** 33n + 1n, 2n ** 63n + 5n]), other)]).toEqual([
		0, -1, 1, -1, 2
	]);
});

test('every person finds the place of the same key (looked up one by one)', () => {
	const few = fc.array(fc.oneof(fc.bigInt({ min: 0n, max: 20n }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })));
	fc.assert(
		fc.property(few, few, (mine, theirs) => {
			const [a, b] = [table(mine), table(theirs)];
			expect([...personMatches(a, b)]).toEqual([...a.personKeys].map((key) => b.personKeys.indexOf(key)));
		})
	);
});
