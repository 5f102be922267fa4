import { orderReversals } from '#lib/statistics/order-reversals.ts';
import type { StratifiedCounts } from '#lib/statistics/order-reversals.ts';
import type { SilenceRule } from '#lib/statistics/response-tally.ts';
import type { CodeColumn, ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import type { Note } from '../metric.ts';
import { LEAVE, SILENT } from '../people-asked.server.ts';
import type { PeopleAsked } from '../people-asked.server.ts';
import type { AnswerReversal, ResponseDimension } from './ultimatum-response.ts';

/** Groups with fewer people are not compared, as in METHODS 4.2. */
const LEAST_PEOPLE = 5;

/**
 * Pairs of groups of which one has the larger share counted as leaving in all, and the smaller within levels or sites.
 *
 * Counted as leaving are those who said so, and where the rule of silence says it, the silent.
 *
 * @param members the people asked, and of each SILENT, STAY or LEAVE
 * @see METHODS 2.3; orderReversals
 */
export function answerReversals(
	roster: ColumnTable,
	{ asked, answers }: { asked: PeopleAsked; answers: Uint8Array },
	{ dimension, rule }: { dimension: ResponseDimension; rule: SilenceRule }
): AnswerReversal[] {
	return (['level', 'site'] as const).flatMap((by) => {
		if (by === dimension) return [];
		const groups = answersByStratum(codeColumn(roster, by), { asked, answers }, rule);
		return orderReversals(groups, LEAST_PEOPLE).map(({ higher, lower, isEverywhere }) => ({
			...{ higher: asked.names[higher], lower: asked.names[lower], by, isEverywhere }
		}));
	});
}

/** The people asked of each group, by the words of another column, and how many of them are counted as leaving. */
export function answersByStratum(
	{ codes, words }: CodeColumn,
	{ asked, answers }: { asked: PeopleAsked; answers: Uint8Array },
	rule: SilenceRule
): StratifiedCounts[] {
	const isLeaving = new Uint8Array(3);
	isLeaving[LEAVE] = 1;
	if (rule === 'resign') isLeaving[SILENT] = 1;
	const strata = words.length;
	const people = new Uint32Array(asked.names.length * strata);
	const cases = new Uint32Array(people.length);
	const { groups, rows, count } = asked;
	for (let member = 0; member < count; member++) {
		const cell = groups[member] * strata + codes[rows[member]];
		people[cell]++;
		cases[cell] += isLeaving[answers[member]];
	}
	return asked.names.map((_, group) => {
		const [from, to] = [group * strata, (group + 1) * strata];
		return { people: people.subarray(from, to), cases: cases.subarray(from, to) };
	});
}

/** Says how many pairs turn round within levels, and within sites. */
export function reversalNotes(reversals: readonly AnswerReversal[]): Note[] {
	return ['level', 'site'].flatMap((by) => {
		const pairs = reversals.filter((each) => each.by === by).length;
		return pairs === 0 ? [] : [{ key: `metrics.response.reversal.${by}`, details: { pairs } }];
	});
}
