import { observedCounts } from '#lib/statistics/observed-counts.ts';
import type { ObservedCounts } from '#lib/statistics/observed-counts.ts';
import { LONGEST_TENURE_DAYS } from '#lib/statistics/tenure-clock.ts';
import { keptSpan } from '../daily-flows.server.ts';
import type { DescribedStays } from '../daily-flows.server.ts';
import { keptExitOrder } from '../exits-by-day.server.ts';

/** Why stays end. */
export interface EndCauses {
	/** From 1, by stay; null: all end by cause 1. */
	cause: Uint8Array | null;
	/** Number of causes. */
	causes: number;
}

/** Day numbers, both included. */
interface Window {
	from: number;
	to: number;
}

/** Counts of the stays of a window, which are brought up to date when another is asked for. */
interface MovingCounts {
	window: Window;
	/** The earliest first day; `first - base` is the place of a stay among the `width` of its group. */
	base: number;
	width: number;
	groups: number;
	causes: number;
	/** Stays by group and first day: those not ended before the window, and those not ended in it either. */
	begun: Int32Array;
	remaining: Int32Array;
	/** Stays ended in the window: `[(group * (causes + 1) + cause) * width + days - 1]`. */
	ended: Int32Array;
}

const ALL_ALIKE = {};
const kept = new WeakMap<DescribedStays, WeakMap<object, MovingCounts>>();

/**
 * Stays counted as survival data on the clock of tenure, like `observedCounts`. What was counted for a window is kept
 * with the stays; for the next only those who left between the two are counted.
 *
 * @param groups number of groups
 * @param window day numbers, both inclusive
 * @see observedCounts
 * @example counted for 2018 to 2024; for 2019 to 2024 the exits of 2018 are taken away
 */
export function movingCounts(
	stays: DescribedStays,
	groups: number,
	{ cause, causes }: EndCauses,
	window: Window
): ObservedCounts {
	const span = stays.count === 0 ? null : keptSpan(stays, groups * (causes + 1));
	const isShort = span !== null && window.to >= span.from && window.to - span.from < LONGEST_TENURE_DAYS;
	if (!isShort)
		return observedCounts({ ...stays, cause: cause ?? undefined }, { ...window, day0: null }, { groups, causes });
	const own = kept.get(stays) ?? new WeakMap<object, MovingCounts>();
	kept.set(stays, own);
	const size = { groups, causes, base: span.from, width: span.to - span.from + 1 };
	const moving = own.get(cause ?? ALL_ALIKE) ?? countedIn(stays, cause, window, size);
	own.set(cause ?? ALL_ALIKE, moving);
	moveTo(moving, stays, cause, window);
	return observedIn(moving);
}

type Size = Pick<MovingCounts, 'groups' | 'base' | 'width' | 'causes'>;

/** Counts of the window stay by stay, in one pass. */
function countedIn(stays: DescribedStays, cause: EndCauses['cause'], window: Window, size: Size): MovingCounts {
	const { groups, base, width, causes } = size;
	const { count, first, last, group } = stays;
	const [begun, remaining] = [new Int32Array(groups * width), new Int32Array(groups * width)];
	const ended = new Int32Array(groups * (causes + 1) * width);
	for (let stay = 0; stay < count; stay++) {
		const [begin, end] = [first[stay], last[stay]];
		if (end < window.from) continue;
		const own = group ? group[stay] : 0;
		const cell = own * width + begin - base;
		begun[cell]++;
		if (end > window.to) remaining[cell]++;
		else ended[(own * (causes + 1) + (cause === null ? 1 : cause[stay])) * width + end - begin]++;
	}
	return { ...size, window, begun, remaining, ended };
}

/** Brings counts to another window by those who left between the two beginnings, and between the two ends. */
function moveTo(moving: MovingCounts, stays: DescribedStays, cause: EndCauses['cause'], window: Window): void {
	const { base, width, causes, begun, remaining, ended } = moving;
	const { first, last, group } = stays;
	if (window.from === moving.window.from && window.to === moving.window.to) return;
	const order = keptExitOrder(stays.count, last);
	const move = (counts: Int32Array, [former, next]: [number, number], sign: number) => {
		const end = order.placeOf(Math.max(former, next));
		const step = next > former ? 1 : -1;
		for (let at = order.placeOf(Math.min(former, next)); at < end; at++) {
			const stay = order.values[at];
			const own = group ? group[stay] : 0;
			counts[own * width + first[stay] - base] -= step;
			const by = cause === null ? 1 : cause[stay];
			ended[(own * (causes + 1) + by) * width + last[stay] - first[stay]] += sign * step;
		}
	};
	move(begun, [moving.window.from, window.from], -1);
	move(remaining, [moving.window.to + 1, window.to + 1], 1);
	moving.window = window;
}

function observedIn({ window: { from, to }, base, width, groups, causes, ...own }: MovingCounts): ObservedCounts {
	const times = to - base + 2;
	const [starts, ends] = [new Int32Array(groups * times), new Int32Array(groups * (causes + 1) * times)];
	const seen = Math.min(to - base + 1, width);
	const late = Math.min(Math.max(from - base, 0), seen);
	let [lateEntries, ended] = [0, 0];
	for (let group = 0; group < groups; group++) {
		for (let at = 0; at < late; at++) {
			const people = own.begun[group * width + at];
			starts[group * times + from - base - at + 1] = people;
			lateEntries += people;
		}
		for (let at = late; at < seen; at++) starts[group * times + 1] += own.begun[group * width + at];
		for (let cause = 0; cause <= causes; cause++) {
			const row = group * (causes + 1) + cause;
			for (let at = 0; at < seen; at++) ended += ends[row * times + at + 1] = own.ended[row * width + at];
		}
		const cut = group * (causes + 1) * times + to - base + 1;
		for (let at = 0; at < seen; at++) ends[cut - at] += own.remaining[group * width + at];
	}
	return { counts: { groups, causes, times, starts, ends }, lateEntries, ended };
}
