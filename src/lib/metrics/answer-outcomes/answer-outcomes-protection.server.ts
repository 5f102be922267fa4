import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import { protectedGroups, protectedTotals } from '#lib/server/disclosure/protect-groups.ts';
import { isChangeHidden, NOTHING_SHOWN } from '#lib/server/disclosure/shown-before.ts';
import type { ShownBefore } from '#lib/server/disclosure/shown-before.ts';
import { throughThresholds } from '#lib/server/disclosure/through-thresholds.ts';
import type { Result } from '../metric.ts';
import { resolvedOutcome } from './answer-outcomes.server.ts';
import { GIVEN_ANSWERS } from './answer-outcomes.ts';
import type { AnswerOutcome, AnswerOutcomeRow, AnswerOutcomeSummary, GivenAnswer } from './answer-outcomes.ts';

type OutcomeResult = Result<AnswerOutcomeRow, AnswerOutcomeSummary>;
type Counts = Record<GivenAnswer, { left: number; stayed: number }> & { group: string | null };

const OUTCOMES = ['left', 'stayed'] as const;

/** Analysts see every count; executives everybody asked together, protected. A researcher has no rule: releases only. */
export const answerOutcomesProtection: Protection<OutcomeResult> = {
	analyst: asItIs,
	executive: protectedAnswerOutcomes
};

/**
 * Everybody asked by answer and outcome, with every count from 1 to threshold - 1 hidden, and what would give one away.
 *
 * Executives know the answers by role, level and tenure, and who left by role. So the table is protected as one more
 * grouping of the answers, with the totals of the answers as they are shown there; roles are left out, as role, answer
 * and outcome cross three attributes; and nothing is shown where the rest of the table beside roles that all left, all
 * stayed or all gave one answer is a small count.
 *
 * @param before what executives saw of the answers to this event before
 * @see METHODS 7.1, 7.2, 7.4
 */
export function protectedAnswerOutcomes(
	result: OutcomeResult,
	threshold: number,
	before: ShownBefore = NOTHING_SHOWN
): OutcomeResult {
	const { summary } = result;
	const isSmall = (count: number | null) => count !== null && count > 0 && count < threshold;
	const isWithheld = isSmall(summary.total.asked) || isGivenAway(result.rows.map(countsOf), threshold);
	const total = shownTotal(summary.total, threshold, isWithheld, before);
	const isUnmatchedHidden =
		isSmall(summary.unmatched) ||
		isChangeHidden(before('unmatched'), summary.unmatched ?? 0, { row: null, column: 'unmatched' }, threshold);
	const unmatched = isUnmatchedHidden ? null : summary.unmatched;
	const notes = [...result.notes, { key: 'metrics.answerOutcomes.rolesHidden' }];
	if (total.isSuppressed || unmatched === null)
		notes.push({ key: 'metrics.suppressed', details: { most: threshold - 1 } });
	const resolved = resolvedOutcome(total, summary.silenceRule);
	return { ...result, rows: [], summary: { ...summary, total, resolved, unmatched }, notes };
}

function countsOf({ group, answers }: AnswerOutcomeRow): Counts {
	const counts = ({ left, stayed }: AnswerOutcome) => ({ left: left ?? 0, stayed: stayed ?? 0 });
	return { group, leave: counts(answers.leave), silent: counts(answers.silent), stay: counts(answers.stay) };
}

/** People by answer, and those who left and who stayed by answer. */
interface ShownTable {
	people: (number | null)[];
	outcomes: ((number | null)[] | null)[];
}

function shownTotal(
	total: AnswerOutcomeRow,
	threshold: number,
	isWithheld: boolean,
	before: ShownBefore
): AnswerOutcomeRow {
	const counts = countsOf(total);
	const sums = GIVEN_ANSWERS.map((answer) => counts[answer].left + counts[answer].stayed);
	const columns = GIVEN_ANSWERS;
	const nothing = columns.map(() => null);
	const table = OUTCOMES.map((outcome) => columns.map((answer) => counts[answer][outcome]));
	const { people, outcomes } = isWithheld
		? { people: nothing, outcomes: [null, null] }
		: throughThresholds<ShownTable>(threshold, (at, within) => {
				const people = protectedTotals(sums, at, { part: before('total'), columns }, within?.people ?? null);
				const options = { isOneOfSeveral: true, within: within?.outcomes ?? null };
				const former = { part: before('outcomes'), columns, groups: OUTCOMES };
				return { people, outcomes: protectedGroups(table, people, at, { ...options, before: former }) };
			});
	const [left, stayed] = outcomes;
	const answers = Object.fromEntries(
		GIVEN_ANSWERS.map((answer, at) => [
			answer,
			{ people: people[at], left: left?.[at] ?? null, stayed: stayed?.[at] ?? null }
		])
	) as AnswerOutcomeRow['answers'];
	const isSuppressed = GIVEN_ANSWERS.some((answer) => Object.values(answers[answer]).includes(null));
	return { group: null, asked: isWithheld ? null : total.asked, answers, isSuppressed };
}

/**
 * Whether a count is small without the roles in which it follows from what is known of them: where everybody or nobody
 * left, or gave that answer.
 */
function isGivenAway(roles: Counts[], threshold: number): boolean {
	return GIVEN_ANSWERS.some((answer) =>
		OUTCOMES.some((outcome) => {
			const open = roles.filter((role) => !follows(role, answer));
			const sum = (some: Counts[]) => some.reduce((all, role) => all + role[answer][outcome], 0);
			const rest = sum(open);
			return rest > 0 && rest < threshold && rest < sum(roles);
		})
	);
}

function follows(role: Counts, answer: GivenAnswer): boolean {
	const sum = (outcome: 'left' | 'stayed') => GIVEN_ANSWERS.reduce((all, each) => all + role[each][outcome], 0);
	const [left, stayed] = [sum('left'), sum('stayed')];
	const given = role[answer].left + role[answer].stayed;
	return left === 0 || stayed === 0 || given === 0 || given === left + stayed;
}
