import { orderReversals } from '#lib/statistics/order-reversals.ts';
import type { StratifiedCounts } from '#lib/statistics/order-reversals.ts';
import type { SilenceRule } from '#lib/statistics/response-tally.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import type { Note } from '../metric.ts';
import { LEAVE, SILENT } from './classify-answers.server.ts';
import type { PeopleAsked } from './people-asked.server.ts';
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
	const isLeaving = (answer: number) => answer === LEAVE || (rule === 'resign' && answer === SILENT);
	return (['level', 'site'] as const).flatMap((by) => {
		if (by === dimension) return [];
		const strata = codeColumn(roster, by);
		const groups = asked.names.map(() => countsOf(strata.words.length));
		asked.groups.forEach((group, member) => {
			const stratum = strata.codes[asked.rows[member]];
			groups[group].people[stratum]++;
			if (isLeaving(answers[member])) groups[group].cases[stratum]++;
		});
		return orderReversals(groups, LEAST_PEOPLE).map(({ higher, lower, isEverywhere }) => ({
			...{ higher: asked.names[higher], lower: asked.names[lower], by, isEverywhere }
		}));
	});
}

/** Says how many pairs turn round within levels, and within sites. */
export function reversalNotes(reversals: readonly AnswerReversal[]): Note[] {
	return ['level', 'site'].flatMap((by) => {
		const pairs = reversals.filter((each) => each.by === by).length;
		return pairs === 0 ? [] : [{ key: `metrics.response.reversal.${by}`, details: { pairs } }];
	});
}

function countsOf(strata: number): StratifiedCounts & { people: Uint32Array; cases: Uint32Array } {
	return { people: new Uint32Array(strata), cases: new Uint32Array(strata) };
}
