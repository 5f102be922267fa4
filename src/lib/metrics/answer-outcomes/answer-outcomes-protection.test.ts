import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protect } from '#lib/server/disclosure/protect.ts';
import type { Result } from '../metric.ts';
import { answerOutcomesProtection, protectedAnswerOutcomes } from './answer-outcomes-protection.server.ts';
import { GIVEN_ANSWERS } from './answer-outcomes.ts';
import type { AnswerOutcomeRow, AnswerOutcomeSummary } from './answer-outcomes.ts';

/** Who left and who stayed of those who said leave, were silent, said stay. */
type Cells = [leave: [number, number], silent: [number, number], stay: [number, number]];

function rowOf(group: string | null, [leave, silent, stay]: Cells): AnswerOutcomeRow {
	const outcome = ([left, stayed]: [number, number]) => ({ people: left + stayed, left, stayed });
	const answers = { leave: outcome(leave), silent: outcome(silent), stay: outcome(stay) };
	return { group, asked: [leave, silent, stay].flat().reduce((a, b) => a + b), answers, isSuppressed: false };
}

function resultOf(roles: Cells[], unmatched = 0): Result<AnswerOutcomeRow, AnswerOutcomeSummary> {
	const all = roles.reduce((sum, each) => sum.map((pair, i) => pair.map((n, j) => n + each[i][j])) as Cells);
	const total = rowOf(null, all);
	const resolved = { people: 0, left: 0, stayed: 0 };
	const event = { eventId: 'e', title: 'E', silenceRule: 'resign' as const };
	const summary = { ...event, populationOn: '2022-11-16', until: '2023-05-15', total, resolved, unmatched };
	const rows = roles.map((cells, index) => rowOf(`g${index}`, cells));
	return { metric: 'answer-outcomes', unit: 'people', rows, summary, notes: [], versions: [] };
}

const shown = ({ answers }: AnswerOutcomeRow) =>
	GIVEN_ANSWERS.map((answer) => [answers[answer].people, answers[answer].left, answers[answer].stayed]);
const HIDDEN = [null, null, null];

describe('an executive', () => {
	test('sees large counts as they are, those of everybody only', () => {
		const cells: Cells = [
			[20, 10],
			[12, 8],
			[6, 44]
		];
		const { rows, summary, notes } = protectedAnswerOutcomes(resultOf([cells]), 5);
		expect(shown(summary.total)).toEqual([
			[30, 20, 10],
			[20, 12, 8],
			[50, 6, 44]
		]);
		expect(summary.resolved).toEqual({ people: 50, left: 32, stayed: 18 });
		expect([rows, notes.map(({ key }) => key)]).toEqual([[], ['metrics.answerOutcomes.rolesHidden']]);
	});

	test('3 who said stay left: hidden with 47 who stayed, and with the smaller pair beside them, 20 and 10 silent', () => {
		const cells: Cells = [
			[30, 10],
			[20, 10],
			[3, 47]
		];
		const { summary, notes } = protectedAnswerOutcomes(resultOf([cells], 2), 5);
		expect(shown(summary.total)).toEqual([
			[40, 30, 10],
			[30, null, null],
			[50, null, null]
		]);
		expect([summary.resolved.people, summary.resolved.left, summary.unmatched]).toEqual([70, null, null]);
		expect(notes).toContainEqual({ key: 'metrics.suppressed', details: { most: 4 } });
	});

	test('where 3 left in all, which everybody knows, no answer is set against an outcome', () => {
		const cells: Cells = [
			[1, 20],
			[1, 20],
			[1, 20]
		];
		expect(shown(protectedAnswerOutcomes(resultOf([cells]), 5).summary.total)).toEqual([
			[21, null, null],
			[21, null, null],
			[21, null, null]
		]);
	});

	test('8 who said stay left, 6 of them in a role that left whole: the other 2 would be known, so nothing is shown', () => {
		const whole: Cells = [
			[10, 0],
			[10, 0],
			[6, 0]
		];
		const rest: Cells = [
			[20, 20],
			[20, 20],
			[2, 40]
		];
		const { total } = protectedAnswerOutcomes(resultOf([whole, rest]), 5).summary;
		expect([total.asked, shown(total)]).toEqual([null, [HIDDEN, HIDDEN, HIDDEN]]);
	});

	test('nothing is shown of 4 people asked', () => {
		const cells: Cells = [
			[1, 1],
			[1, 0],
			[0, 1]
		];
		const { total } = protectedAnswerOutcomes(resultOf([cells]), 5).summary;
		expect([total.asked, shown(total)]).toEqual([null, [HIDDEN, HIDDEN, HIDDEN]]);
	});
});

test('an analyst sees every count by role, a researcher nothing', () => {
	const full = resultOf([
		[
			[1, 0],
			[2, 1],
			[0, 3]
		]
	]);
	expect(protect(full, { tier: 'analyst', threshold: 5 }, answerOutcomesProtection)).toBe(full);
	expect(() => protect(full, { tier: 'research', threshold: 5 }, answerOutcomesProtection)).toThrow('not cleared');
});

const cellsUpTo = (most: number) => {
	const pair = fc.tuple(fc.nat(most), fc.nat(most));
	return fc.tuple(pair, pair, pair);
};

test('at thresholds of 5 to 20 no smaller count is shown, and a higher one shows nothing that a lower one hides', () => {
	const thresholds = fc.tuple(fc.integer({ min: 5, max: 15 }), fc.integer({ min: 1, max: 5 }));
	let hidden = 0;
	fc.assert(
		fc.property(fc.array(cellsUpTo(30), { minLength: 1, maxLength: 3 }), thresholds, (roles, [lower, more]) => {
			const [low, high] = [lower, lower + more].map((threshold) => {
				const { total, unmatched } = protectedAnswerOutcomes(resultOf(roles, roles[0][0][0]), threshold).summary;
				const all = [total.asked, unmatched, ...shown(total).flat()];
				expect(all.filter((count) => count !== null && count > 0 && count < threshold)).toEqual([]);
				return all;
			});
			low.forEach((count, at) => {
				if (count !== null) return;
				hidden++;
				expect(high[at]).toBeNull();
			});
		}),
		{ seed: 8, numRuns: 200 }
	);
	expect(hidden).toBeGreaterThan(200);
});

/** Least and most of each count among all tables a reader may hold for true who knows how many left and stayed. */
function fitting(total: AnswerOutcomeRow, left: number, stayed: number): { least: number; most: number }[] {
	const seen = shown(total);
	const fits = (at: number, gone: number, here: number) =>
		[gone + here, gone, here].every((count, part) => seen[at][part] === null || seen[at][part] === count);
	const ranges = Array.from({ length: 6 }, () => ({ least: Infinity, most: -Infinity }));
	const add = (table: number[]) =>
		table.forEach((count, at) => {
			if (count < ranges[at].least) ranges[at].least = count;
			if (count > ranges[at].most) ranges[at].most = count;
		});
	for (let a = 0; a <= left; a++)
		for (let x = 0; x <= stayed; x++) {
			if (!fits(0, a, x)) continue;
			for (let b = 0; a + b <= left; b++)
				for (let y = 0; x + y <= stayed; y++)
					if (fits(1, b, y) && fits(2, left - a - b, stayed - x - y)) add([a, x, b, y, left - a - b, stayed - x - y]);
		}
	return ranges;
}

test.each([
	[5, 9],
	[7, 12],
	[9, 12]
])(
	'threshold %i: no smaller count can be told apart from as many others by whoever knows how many left, trying every table',
	(threshold, most) => {
		fc.assert(
			fc.property(cellsUpTo(most), (cells) => {
				const { total } = protectedAnswerOutcomes(resultOf([cells]), threshold).summary;
				const [left, stayed] = [0, 1].map((at) => cells.reduce((sum, each) => sum + each[at], 0));
				const isSmall = (count: number) => count > 0 && count < threshold;
				// Of so few the numbers of who left and who stayed say it already.
				if (total.asked === null || isSmall(left) || isSmall(stayed)) return;
				const ranges = fitting(total, left, stayed);
				cells.flat().forEach((count, at) => {
					if (isSmall(count)) expect(ranges[at].most - ranges[at].least).toBeGreaterThanOrEqual(threshold);
				});
			}),
			{ seed: 8, numRuns: threshold === 5 ? 60 : 30 }
		);
	}
);
