import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { responseTally } from '#lib/statistics/response-tally.ts';
import type { SilenceRule } from '#lib/statistics/response-tally.ts';
import type { Result } from '../metric.ts';
import { protectedResponse, responseProtection } from './response-protection.server.ts';
import type { ResponseRow, ResponseSummary } from './ultimatum-response.ts';

// Trying every company takes a second or two, and several times that on a busy machine.
const PATIENCE_MS = 120_000;

type Triple = [stay: number, leave: number, silent: number];

function resultOf(
	groups: Triple[],
	more: Partial<ResponseSummary> = {},
	rule: SilenceRule = 'resign'
): Result<ResponseRow, ResponseSummary> {
	const tally = ([stay, leave, silent]: Triple) =>
		responseTally({ asked: stay + leave + silent, stay, leave, silent }, rule);
	const all = groups.reduce<Triple>((sum, each) => [sum[0] + each[0], sum[1] + each[1], sum[2] + each[2]], [0, 0, 0]);
	const m = all[0] + all[1];
	const summary: ResponseSummary = {
		...tally(all),
		...{ eventId: 'e', title: 'E', question: 'opt_in_to_stay', silenceRule: rule, populationOn: '2022-11-16' },
		...{ announcedAt: '', deadlineAt: '', announcedLocal: '', deadlineLocal: '', timeZone: 'UTC' },
		...{ announcedKind: 'unique', deadlineKind: 'unique', windowHours: 38, isSuppressed: false },
		...{ late: 0, beforeAnnouncement: 0, unknownPerson: 0, superseded: 0, rows: m },
		leaveShareOfResponders: m === 0 ? null : all[1] / m,
		reversals: [],
		curve: Array.from({ length: m }, (_, i) => ({ hours: i, count: i + 1, shareOfAsked: (i + 1) / (m + all[2]) })),
		lateMarks: [],
		quantiles: [{ p: 0.5, hours: 3 }],
		dkwHalfWidth: 0.1,
		surge: {
			lastHour: 9,
			earlier: 9,
			ratio: 2,
			interval: { lower: 1, upper: 3, method: 'exact-rate-ratio', level: 0.95 }
		},
		...more
	};
	const rows = groups.map((group, index) => ({
		dimension: 'role' as const,
		group: `g${index}`,
		...tally(group),
		isSuppressed: false
	}));
	return { metric: 'ultimatum-response', unit: 'share of asked', rows, summary, notes: [], versions: [] };
}

const shown = (rows: ResponseRow[]) => rows.map(({ asked, stay, leave, silent }) => [asked, stay, leave, silent]);

test('that an order turns round within levels is for analysts only', () => {
	const reversals = [{ higher: 'g0', lower: 'g1', by: 'level' as const, isEverywhere: true }];
	const full = {
		...resultOf([[10, 10, 10]], { reversals }),
		notes: [{ key: 'metrics.response.reversal.level', details: { pairs: 1 } }, { key: 'metrics.response.late' }]
	};
	const shown = protectedResponse(full, 5);
	expect(shown.summary.reversals).toBeNull();
	expect(shown.notes).toEqual([{ key: 'metrics.response.late' }]);
});

test('an analyst sees every count, other tiers than executive nothing', () => {
	const result = resultOf([[1, 2, 0]]);
	expect(responseProtection.analyst!(result, 5)).toBe(result);
	expect([responseProtection.research, responseProtection.public]).toEqual([undefined, undefined]);
});

test('large groups without small counts pass as they are', () => {
	const result = resultOf([
		[20, 10, 0],
		[30, 15, 9]
	]);
	const { rows, summary, notes } = protectedResponse(result, 5);
	expect(rows).toEqual(result.rows);
	expect(summary.isSuppressed).toBe(false);
	expect(notes).toEqual([]);
});

test('2 leavers of 40 are hidden together with the cheapest three counts that would give them away', () => {
	const { rows, notes } = protectedResponse(
		resultOf([
			[30, 2, 8],
			[50, 20, 30],
			[40, 9, 7]
		]),
		5
	);
	expect(shown(rows)).toEqual([
		[40, 30, null, null],
		[100, 50, 20, 30],
		[56, 40, null, null]
	]);
	expect(rows.map((row) => row.isSuppressed)).toEqual([true, false, true]);
	expect(notes).toEqual([{ key: 'metrics.suppressed', details: { most: 4 } }]);
	// 10 left by the rule follow from 40 asked and 30 staying, both shown; the share that left in words does not.
	expect(rows[0]).toMatchObject({ resolvedLeavers: 10, resolvedShare: 0.25, leaveShare: null, silentShare: null });
});

test('a group of 3 is hidden whole, and with it the next smallest, whose answers would give it away', () => {
	const { rows } = protectedResponse(
		resultOf([
			[1, 1, 1],
			[6, 6, 6],
			[30, 30, 30]
		]),
		5
	);
	expect(shown(rows)).toEqual([
		[null, null, null, null],
		[null, null, null, null],
		[90, 30, 30, 30]
	]);
});

test('3 leavers in all are hidden with the smallest other total, and the curve that would tell their number is withheld', () => {
	const { summary } = protectedResponse(
		resultOf([
			[40, 2, 9],
			[40, 1, 8]
		]),
		5
	);
	expect(summary).toMatchObject({ asked: 100, stay: 80, leave: null, silent: null, leaveShareOfResponders: null });
	expect(summary).toMatchObject({ curve: [], dkwHalfWidth: null, surge: null, isSuppressed: true });
	expect(summary.quantiles).toEqual([{ p: 0.5, hours: null }]);
	expect(summary.resolvedLeavers).toBe(20);
});

test('3 silent in all are hidden with the 9 who left: both in every role, since the table by level shows them too', () => {
	const { rows } = protectedResponse(
		resultOf([
			[30, 4, 3],
			[40, 5, 0]
		]),
		5
	);
	expect(shown(rows)).toEqual([
		[37, 30, null, null],
		[45, 40, null, null]
	]);
});

test('fewer than 5 people asked: nothing is shown', () => {
	const { rows, summary } = protectedResponse(resultOf([[2, 1, 1]]), 5);
	expect(shown(rows)).toEqual([[null, null, null, null]]);
	expect(summary).toMatchObject({ asked: null, stay: null, resolvedLeavers: null, curve: [] });
});

test('the curve moves in steps of 5 answers or more and ends where it ended', () => {
	const { curve } = protectedResponse(resultOf([[40, 12, 9]]), 5).summary;
	expect(curve.map(({ count }) => count)).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45, 52]);
});

test('2 late answers are hidden and with them the number of rows; 6 are shown', () => {
	const groups: Triple[] = [[40, 12, 9]];
	const few = protectedResponse(resultOf(groups, { late: 2, rows: 54, lateMarks: [39, 40] }), 5).summary;
	expect(few).toMatchObject({ late: null, rows: null, lateMarks: [], superseded: 0 });
	const many = protectedResponse(resultOf(groups, { late: 6, rows: 58, lateMarks: [39] }), 5).summary;
	expect(many).toMatchObject({ late: 6, rows: 58, lateMarks: [39] });
});

test('a surge of 2 answers in the last hour is hidden', () => {
	const surge = {
		lastHour: 2,
		earlier: 50,
		ratio: 1,
		interval: { lower: 0, upper: 2, method: 'exact-rate-ratio' as const, level: 0.95 }
	};
	expect(protectedResponse(resultOf([[40, 12, 9]], { surge }), 5).summary.surge).toBeNull();
});

describe('properties', () => {
	// Up to 20 people, so that every company can be tried.
	const groups = fc
		.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 4 }), fc.nat({ max: 7 })), { minLength: 1, maxLength: 3 })
		.filter((given) => given.flat().reduce((sum, count) => sum + count, 0) <= 20);
	const rules = fc.constantFrom<SilenceRule>('resign', 'stay', 'undetermined');

	test(
		'what is shown is true, and no count from 1 to 4 can be narrowed to fewer than 6 values by trying every company',
		{ timeout: PATIENCE_MS },
		() => {
			fc.assert(
				fc.property(groups, rules, (given, rule) => {
					const truth = resultOf(given, {}, rule);
					const { rows, summary } = protectedResponse(truth, 5);
					if (truth.summary.asked! < 5) {
						expect(
							shown(rows)
								.flat()
								.every((value) => value === null || value === 0)
						).toBe(true);
						return;
					}
					const possible = everyCompany(rows, summary);
					for (const [index, row] of truth.rows.entries())
						for (const [name, valueOf] of VALUES) {
							if (rows[index][name] !== null) expect(rows[index][name]).toBe(row[name]);
							if (row[name]! >= 1 && row[name]! <= 4) {
								expect(rows[index][name]).toBeNull();
								const values = possible[index].map(valueOf);
								expect(highest(values) - lowest(values)).toBeGreaterThanOrEqual(5);
							}
						}
				}),
				{ numRuns: 100 }
			);
		}
	);

	test(
		'by role and by level together: no count from 1 to 4 can be narrowed to fewer than 6 values by both tables',
		{ timeout: PATIENCE_MS },
		() => {
			const NARROWED: Triple[][] = [
				[
					[1, 1, 0],
					[5, 3, 2]
				],
				[
					[2, 1, 0],
					[0, 3, 1]
				]
			];
			// People by role, level and answer; of each table its sums.
			const cell = fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 3 }), fc.nat({ max: 4 }));
			const people = fc
				.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 })
				.filter((given) => given.flat(2).reduce((sum, count) => sum + count, 0) <= 20);
			fc.assert(
				fc.property(people, (given) => {
					const sums = (triples: Triple[]) => triples.reduce<Triple>(added, [0, 0, 0]);
					const byRole = resultOf(given.map((levels) => sums(levels)));
					const byLevel = resultOf([0, 1].map((level) => sums(given.map((levels) => levels[level]))));
					if (byRole.summary.asked! < 5) return;
					const both = [byRole, byLevel].map((each) => protectedResponse(each, 5));
					for (const [at, truth] of [byRole, byLevel].entries()) {
						const possible = everyCompany(both[at].rows, both[at].summary, both[1 - at].rows);
						for (const [index, row] of truth.rows.entries())
							for (const [name, valueOf] of VALUES) {
								if (row[name]! < 1 || row[name]! > 4) continue;
								const values = possible[index].map(valueOf);
								expect(highest(values) - lowest(values)).toBeGreaterThanOrEqual(5);
							}
					}
				}),
				// The company given by name was narrowed to 5 values by two tables each safe alone.
				{ numRuns: 100, examples: [[NARROWED]] }
			);
		}
	);

	test('whatever threshold is set, a higher one shows nothing that a lower one hides', () => {
		const many = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 15 }), fc.nat({ max: 20 })), {
			minLength: 2,
			maxLength: 5
		});
		fc.assert(
			fc.property(many, fc.integer({ min: 5, max: 15 }), fc.integer({ min: 1, max: 5 }), (given, lower, more) => {
				const truth = resultOf(given);
				const [low, high] = [lower, lower + more].map((threshold) => protectedResponse(truth, threshold));
				const rows = (all: typeof low) => shown([...all.rows, all.summary as unknown as ResponseRow]);
				rows(high).forEach((row, index) =>
					row.forEach((count, at) => {
						if (rows(low)[index][at] === null) expect(count).toBeNull();
					})
				);
				expect(low.summary.curve.map(({ hours }) => hours)).toEqual(
					expect.arrayContaining(high.summary.curve.map(({ hours }) => hours))
				);
			}),
			{ numRuns: 100 }
		);
	});

	test('the totals shown do not depend on the dimension, only on the totals', () => {
		fc.assert(
			fc.property(groups, (given) => {
				const all = given.reduce<Triple>(
					(sum, each) => [sum[0] + each[0], sum[1] + each[1], sum[2] + each[2]],
					[0, 0, 0]
				);
				const [apart, together] = [protectedResponse(resultOf(given), 5), protectedResponse(resultOf([all]), 5)];
				expect(shown([apart.summary as unknown as ResponseRow])).toEqual(
					shown([together.summary as unknown as ResponseRow])
				);
			})
		);
	});
});

const VALUES: [name: 'asked' | 'stay' | 'leave' | 'silent', valueOf: (triple: Triple) => number][] = [
	['asked', ([stay, leave, silent]) => stay + leave + silent],
	['stay', ([stay]) => stay],
	['leave', ([, leave]) => leave],
	['silent', ([, , silent]) => silent]
];
const highest = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
const lowest = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);

/**
 * For each group every answer triple that it has in some company that fits all shown figures; those of another table of
 * the same people too: two tables fit one company where their answers in all can be the same.
 */
function everyCompany(rows: ResponseRow[], summary: ResponseSummary, alsoShown: ResponseRow[] = []): Triple[][] {
	const total = summary.asked!;
	const triplesOf = (shown: ResponseRow[]) => shown.map((row) => triples(total).filter((triple) => fits(triple, row)));
	const sumsOf = (parts: Triple[][]) =>
		parts.reduce<Triple[]>((sums, each) => distinctSums(sums, each, total), [[0, 0, 0]]);
	const elsewhere = new Set(sumsOf(triplesOf(alsoShown)).map(String));
	const isPossible = (all: Triple) => fits(all, summary) && (alsoShown.length === 0 || elsewhere.has(String(all)));
	const possible = triplesOf(rows);
	return possible.map((own, index) => {
		const rest = sumsOf(possible.filter((_, other) => other !== index));
		return own.filter((triple) => rest.some((sum) => isPossible(added(triple, sum))));
	});
}

function added(a: Triple, b: Triple): Triple {
	return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function triples(most: number): Triple[] {
	const all: Triple[] = [];
	for (let stay = 0; stay <= most; stay++)
		for (let leave = 0; stay + leave <= most; leave++)
			for (let silent = 0; stay + leave + silent <= most; silent++) all.push([stay, leave, silent]);
	return all;
}

function fits(triple: Triple, row: Pick<ResponseRow, 'asked' | 'stay' | 'leave' | 'silent'>): boolean {
	return VALUES.every(([name, valueOf]) => row[name] === null || row[name] === valueOf(triple));
}

function distinctSums(sums: Triple[], own: Triple[], most: number): Triple[] {
	const seen = new Set<number>();
	const side = most + 1;
	for (const a of sums)
		for (const b of own) {
			const [stay, leave, silent] = [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
			if (stay + leave + silent <= most) seen.add((stay * side + leave) * side + silent);
		}
	return [...seen].map((code) => [Math.floor(code / side / side), Math.floor(code / side) % side, code % side]);
}
