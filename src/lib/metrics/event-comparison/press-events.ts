import { ratioOfFigures, shareLeft, staffRemaining } from '#lib/statistics/press-figure.ts';
import type { PressFigure } from '#lib/statistics/press-figure.ts';
import { baseOfCount, countOfBase, roundedShare } from '#lib/statistics/rounded-percentage.ts';
import type { PressComparison, PressEvent } from './event-comparison.ts';

/** Bounds as a source gives them. */
interface Published {
	low: number | null;
	best: number | null;
	high: number | null;
}

export interface PublishedEvent {
	eventId: string;
	affected: Published | null;
	base: Published | null;
	/** Share from 0 to 1, and the decimals its percentage was printed with. */
	pctReported: number | null;
	pctDecimals: number | null;
	source: string;
	figureStatus: string | null;
}

/**
 * What was published on an event as ranges: leavers, base, share that left and people remaining.
 *
 * A missing count follows from the other and a printed percentage, by all values that round to it. "Up to 336" is 0 to
 * 336; a figure without an upper bound is none.
 *
 * @see METHODS 6.2
 * @example 159 people, 8.4 % and no base: base 1882 to 1904, share 0.0835 to 0.0845
 */
export function pressEvent(event: PublishedEvent): PressEvent {
	const { eventId, source, figureStatus } = event;
	const counts = completed(figureOf(event.affected), figureOf(event.base), event);
	const { leavers, base } = counts;
	const worst = leavers && base && shareLeft(leavers, base);
	const printed = event.pctReported === null ? null : roundedShare(percentOf(event), event.pctDecimals ?? 0);
	const isByCounts = worst !== null && !counts.isFromPercentage;
	return {
		eventId,
		...{ leavers, base, source, figureStatus },
		shareLeft: isByCounts
			? { low: worst.low, best: worst.best, high: worst.high }
			: printed && { ...printed, best: event.pctReported },
		remaining: leavers && base && staffRemaining(leavers, base),
		basis: isByCounts ? 'counts' : printed ? 'percentage' : null,
		isInconsistent: worst?.isInconsistent ?? false
	};
}

/** Every pair of events with a share, both ways round. */
export function pressComparisons(events: readonly PressEvent[]): PressComparison[] {
	return events.flatMap((first) =>
		events.flatMap((second) => {
			if (first === second || !first.shareLeft || !second.shareLeft) return [];
			const ratio = ratioOfFigures(first.shareLeft, second.shareLeft);
			return [{ first: first.eventId, second: second.eventId, ratio, isFirstLarger: (ratio.low ?? 0) > 1 }];
		})
	);
}

function figureOf(published: Published | null): PressFigure | null {
	const high = published?.high ?? published?.best ?? null;
	if (published === null || high === null) return null;
	return { low: published.low ?? published.best ?? 0, best: published.best, high };
}

/** Fills in the count that is missing from the other one and the percentage. */
function completed(leavers: PressFigure | null, base: PressFigure | null, event: PublishedEvent) {
	const isOneMissing = (leavers === null) !== (base === null);
	if (!isOneMissing || event.pctReported === null) return { leavers, base, isFromPercentage: false };
	const [percent, decimals] = [percentOf(event), event.pctDecimals ?? 0];
	const share = event.pctReported;
	if (leavers) {
		const best = leavers.best === null || share === 0 ? null : Math.round(leavers.best / share);
		const found = spread(leavers, best, (count) => baseOfCount(percent, decimals, count));
		return { leavers, base: found, isFromPercentage: true };
	}
	const known = base as PressFigure;
	const best = known.best === null ? null : Math.round(known.best * share);
	return {
		leavers: spread(known, best, (people) => countOfBase(percent, decimals, people)),
		base,
		isFromPercentage: true
	};
}

function spread(
	known: PressFigure,
	best: number | null,
	rangeOf: (value: number) => { low: number; high: number } | null
): PressFigure | null {
	const [least, most] = [rangeOf(known.low), rangeOf(known.high)];
	return least && most && most.high < Infinity ? { low: least.low, best, high: most.high } : null;
}

/** The percentage as printed: the stored share times 100, without the rounding error of that. */
function percentOf({ pctReported, pctDecimals }: PublishedEvent): number {
	return Number(((pctReported ?? 0) * 100).toFixed(pctDecimals ?? 0));
}
