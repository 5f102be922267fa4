import { wilsonInterval } from './wilson-interval.ts';

/** What silence at the deadline means: leaving, staying, or nothing anybody laid down. */
export type SilenceRule = 'resign' | 'stay' | 'undetermined';

/** Counts of people; null where hidden from the reader. */
export interface AnswerCounts {
	asked: number | null;
	stay: number | null;
	leave: number | null;
	silent: number | null;
}

export interface ResponseTally extends AnswerCounts {
	/** Shares of asked, 0 to 1; null where nobody was asked or a count is hidden. */
	stayShare: number | null;
	leaveShare: number | null;
	silentShare: number | null;
	/** Counted as leaving under the silence rule; null where the rule is undetermined. */
	resolvedLeavers: number | null;
	resolvedShare: number | null;
	resolvedInterval: { lower: number; upper: number; method: 'wilson'; level: number } | null;
	/** Share counted as leaving if silence meant staying, and if it meant leaving; only for an undetermined rule. */
	bounds: { lower: number; upper: number } | null;
}

/**
 * Shares, interval and bounds of one group, from the counts the reader may see and from nothing else: what rests on a
 * hidden count is null.
 *
 * @param rule what silence means: leaving, staying, or undetermined (then bounds instead of a number)
 * @see METHODS 2.2
 * @example asked 10, stay 5, leave 2, silent 3: resolved 5 by 'resign', 2 by 'stay', bounds 0.2 to 0.5 by 'undetermined'
 */
export function responseTally(counts: AnswerCounts, rule: SilenceRule): ResponseTally {
	const { asked, stay, leave, silent } = counts;
	const share = (count: number | null) => (count === null || asked === null || asked === 0 ? null : count / asked);
	const notStaying = asked !== null && stay !== null ? asked - stay : sum(leave, silent);
	const resolvedLeavers = rule === 'resign' ? notStaying : rule === 'stay' ? leave : null;
	const limits = resolvedLeavers === null || asked === null ? null : wilsonInterval(resolvedLeavers, asked);
	const [lower, upper] = [share(leave), share(notStaying)];
	return {
		...counts,
		stayShare: share(stay),
		leaveShare: share(leave),
		silentShare: share(silent),
		resolvedLeavers,
		resolvedShare: share(resolvedLeavers),
		resolvedInterval: limits && { ...limits, method: 'wilson', level: 0.95 },
		bounds: rule === 'undetermined' && lower !== null && upper !== null ? { lower, upper } : null
	};
}

function sum(a: number | null, b: number | null): number | null {
	return a === null || b === null ? null : a + b;
}
