import type { Tier } from '#lib/metrics/metric.ts';
import type { ShownBefore } from './shown-before.ts';

/**
 * What a metric lets each tier see, where counts from 1 to threshold - 1 are not for executives, nor what differs by as
 * few from what they were shown before. A tier without a rule sees nothing of the metric.
 */
export type Protection<Result> = Partial<
	Record<Tier, (result: Result, threshold: number, before?: ShownBefore) => Result>
>;

/** The result is not for this tier: an access rule should have stopped the request before. */
export class NotCleared extends Error {
	override name = 'NotCleared';
}

/**
 * The one step every result passes before it leaves the server: what the tier may not see is taken out.
 *
 * @throws NotCleared where the metric has no rule for the tier
 */
export function protect<Result extends { metric: string }>(
	result: Result,
	{ tier, threshold, before }: { tier: Tier; threshold: number; before?: ShownBefore },
	protection: Protection<Result>
): Result {
	const rule = protection[tier];
	if (!rule) throw new NotCleared(`Metric ${result.metric} is not cleared for the tier ${tier}.`);
	return rule(result, threshold, before);
}

/** The rule of a metric whose figures a tier may see as they are. */
export function asItIs<Result>(result: Result): Result {
	return result;
}
