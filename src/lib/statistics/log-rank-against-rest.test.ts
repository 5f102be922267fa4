import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { csvRows } from '../../../test/support/column-tables.ts';
import { logRankAgainstRest } from './log-rank-against-rest.ts';
import { pooledCounts } from './pooled-counts.ts';
import { survivalCounts } from './survival-counts.ts';

const read = (name: string) => csvRows(readFileSync(join(import.meta.dirname, 'goldens', name), 'utf8'));

interface Cases {
	entry?: number[];
	time: number[];
	cause: number[];
	group: number[];
}

function groupsOf(data: Cases, size: number) {
	const counts = survivalCounts(data, { groups: size, causes: 2 });
	return Array.from({ length: size }, (_, group) => pooledCounts(counts, [group]));
}

function expectEach(found: (number | null)[], expected: number[], digits: number) {
	expect(found.length).toBe(expected.length);
	expected.forEach((value, index) => expect(found[index]).toBeCloseTo(value, digits));
}

test('lung cancer trial, four cell types each against the others: q 0.0028, 0.0028, 0.0056, 0.0822', () => {
	const rows = read('veteran.csv');
	const of = (name: string) => rows.map((row) => Number(row[name]));
	const found = logRankAgainstRest(groupsOf({ time: of('time'), cause: of('status'), group: of('celltype') }, 4));
	// R 4.2.2, survival 3.5-3: survdiff(Surv(time, status) ~ I(celltype == each)), then p.adjust(p, 'BH').
	const chiSquare = [10.53132389682758, 10.20250559524256, 8.19197090031844, 3.0205163053436];
	expectEach(
		found.map((each) => each.chiSquare),
		chiSquare,
		10
	);
	const p = [0.00117368105458, 0.00140249967071, 0.00420761877506, 0.0822172870937];
	expectEach(
		found.map((each) => each.p),
		p,
		12
	);
	const q = [0.00280499934142, 0.00280499934142, 0.00561015836675, 0.08221728709371];
	expectEach(
		found.map((each) => each.q),
		q,
		12
	);
	expect(found.map((each) => each.reason)).toEqual([null, null, null, null]);
});

test('three groups with late entry, all causes and the first alone: as the score test of an exact Cox model in R', () => {
	const rows = read('late-entry.csv');
	const of = (name: string) => rows.map((row) => Number(row[name]));
	const data = { entry: of('entry'), time: of('time'), cause: of('cause'), group: of('group') };
	// R 4.2.2, survival 3.5-3: coxph(Surv(entry, time, cause > 0) ~ I(group == each), ties = 'exact')$score.
	const all = logRankAgainstRest(groupsOf(data, 3)).map((each) => each.chiSquare);
	expectEach(all, [0.3700698513465, 0.1167179807603, 0.9929533738007], 11);
	const first = logRankAgainstRest(groupsOf(data, 3), [1]).map((each) => each.chiSquare);
	expectEach(first, [0.708247769611, 0.1573969926364, 0.2911617534185], 11);
});

test('a group of 2 where 3 are tested: too small, and the other two share the adjustment', () => {
	const groups = groupsOf(
		{ time: [1, 2, 3, 4, 5, 6, 7, 8], cause: [1, 1, 1, 1, 1, 1, 1, 1], group: [0, 0, 0, 1, 1, 1, 2, 2] },
		3
	);
	const [first, second, small] = logRankAgainstRest(groups, undefined, 3);
	expect(small).toEqual({ chiSquare: null, p: null, q: null, reason: 'too-small' });
	// Two tests: twice the smaller p, at most the larger one.
	expect([first.p! < second.p!, second.q]).toEqual([true, second.p]);
	expect(first.q).toBeCloseTo(Math.min(2 * first.p!, second.p!), 14);
	expect(logRankAgainstRest(groups, undefined, 2).map((each) => each.reason)).toEqual([null, null, null]);
});

test('no groups: no tests; one group, or no events: nothing to compare', () => {
	expect(logRankAgainstRest([])).toEqual([]);
	const one = logRankAgainstRest(groupsOf({ time: [1, 2], cause: [1, 1], group: [0, 0] }, 1));
	expect(one).toEqual([{ chiSquare: null, p: null, q: null, reason: 'one-group' }]);
	const calm = logRankAgainstRest(groupsOf({ time: [1, 2], cause: [0, 0], group: [0, 1] }, 2));
	expect(calm.map((each) => [each.p, each.q, each.reason])).toEqual([
		[null, null, 'no-events'],
		[null, null, 'no-events']
	]);
});
