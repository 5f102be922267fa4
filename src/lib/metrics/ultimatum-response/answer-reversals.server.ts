import { orderReversals } from '#lib/statistics/order-reversals.ts';
import type { StratifiedCounts } from '#lib/statistics/order-reversals.ts';
import type { SilenceRule } from '#lib/statistics/response-tally.ts';
import { ANSWERS } from '../counted-answers.server.ts';
import type { CountedAnswers } from '../counted-answers.server.ts';
import type { Note } from '../metric.ts';
import { LEAVE, SILENT } from '../people-asked.server.ts';
import type { AnswerReversal, ResponseDimension } from './ultimatum-response.ts';

/** Groups with fewer people are not compared, as in METHODS 4.2. */
const LEAST_PEOPLE = 5;

/**
 * Pairs of groups of which one has the larger share counted as leaving in all, and the smaller within levels or sites.
 *
 * Counted as leaving are those who said so, and where the rule of silence says it, the silent.
 *
 * @see METHODS 2.3; orderReversals
 */
export function answerReversals(
	counted: CountedAnswers,
	{ dimension, rule }: { dimension: ResponseDimension; rule: SilenceRule }
): AnswerReversal[] {
	return (['level', 'site'] as const).flatMap((by) => {
		if (by === dimension) return [];
		const groups = answersByStratum(counted, by, rule);
		return orderReversals(groups, LEAST_PEOPLE).map(({ higher, lower, isEverywhere }) => ({
			...{ higher: counted.names[higher], lower: counted.names[lower], by, isEverywhere }
		}));
	});
}

/** The people asked of each group, by the words of another column, and how many of them are counted as leaving. */
export function answersByStratum(
	{ names, within }: CountedAnswers,
	by: 'level' | 'site',
	rule: SilenceRule
): StratifiedCounts[] {
	const { words, counts } = within(by);
	const strata = words.length;
	return names.map((_, group) => {
		const [people, cases] = [new Uint32Array(strata), new Uint32Array(strata)];
		for (let stratum = 0; stratum < strata; stratum++) {
			const at = (group * strata + stratum) * ANSWERS;
			for (let answer = 0; answer < ANSWERS; answer++) people[stratum] += counts[at + answer];
			cases[stratum] = counts[at + LEAVE] + (rule === 'resign' ? counts[at + SILENT] : 0);
		}
		return { people, cases };
	});
}

/** Says how many pairs turn round within levels, and within sites. */
export function reversalNotes(reversals: readonly AnswerReversal[]): Note[] {
	return ['level', 'site'].flatMap((by) => {
		const pairs = reversals.filter((each) => each.by === by).length;
		return pairs === 0 ? [] : [{ key: `metrics.response.reversal.${by}`, details: { pairs } }];
	});
}
