import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { observedCounts } from '#lib/statistics/observed-counts.ts';
import type { ObservedCounts, ObservedWindow } from '#lib/statistics/observed-counts.ts';
import { keptSpan, staysOf } from '../daily-flows.server.ts';
import type { DescribedStays } from '../daily-flows.server.ts';
import type { EmploymentSpells } from '../employment-spells.server.ts';
import { keptExitOrder } from '../kept-spells.server.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import type { SeparationType } from '../separation-types.ts';
import type { SurvivalGroup } from './tenure-survival.ts';

/** Employments as survival data, counted by group and reason. */
export interface SurvivalCases extends ObservedCounts {
	groups: readonly string[];
	/** Reasons in the order of the causes of `counts`; empty where reasons are not told apart. */
	types: SeparationType[];
}

/** What the cases are counted by. */
export interface CaseChoice {
	group: SurvivalGroup | null;
	/** 'each': every reason of the roster is a cause; else the reasons that count are one cause, null all of them. */
	reasons: 'each' | readonly SeparationType[] | null;
}

/**
 * The spells of a window as survival data. The row that ends a spell says in which group it is and why it ended.
 *
 * @param window day numbers; `day0` puts all on the clock of an event instead of tenure
 * @see METHODS 5.1
 */
export function survivalCases(
	roster: ColumnTable,
	roles: RoleColumn,
	spells: EmploymentSpells,
	window: ObservedWindow,
	{ group, reasons }: CaseChoice
): SurvivalCases {
	const grouping = groupingOf(roster, roles, group);
	const groups = grouping?.words ?? [''];
	const stays = staysOf(spells, spells.last, grouping);
	const { cause, types } = causesBy(roster, spells, reasons);
	const causes = Math.max(1, types.length);
	const { from, to, day0 } = window;
	const found =
		day0 === null
			? movingCounts(stays, groups.length, { cause, causes }, { from, to })
			: observedCounts({ ...stays, cause: cause ?? undefined }, window, { groups: groups.length, causes });
	return { ...found, groups, types };
}

function causesBy(
	roster: ColumnTable,
	spells: EmploymentSpells,
	reasons: CaseChoice['reasons']
): { cause: Uint8Array | null; types: SeparationType[] } {
	if (reasons === null) return { cause: null, types: [] };
	const all = keptCauses(roster, spells);
	if (reasons === 'each') return all;
	const counts = Uint8Array.from(['', ...all.types], (type) => Number(reasons.some((each) => each === type)));
	const key = counts.join();
	if (all.chosen?.key !== key) all.chosen = { key, cause: all.cause.map((cause) => counts[cause]) };
	return { cause: all.chosen.cause, types: [] };
}

function groupingOf(roster: ColumnTable, roles: RoleColumn, group: SurvivalGroup | null) {
	if (group === null) return null;
	return group === 'role' ? { codes: roles.codes, words: roles.families } : codeColumn(roster, group);
}

interface Causes {
	/** From 1, by spell. */
	cause: Uint8Array;
	types: SeparationType[];
	/** The last choice of reasons that was asked for: 1 where a spell ends by one of them. */
	chosen: { key: string; cause: Uint8Array } | null;
}

const causesKept = new WeakMap<EmploymentSpells, Causes>();

/** Why each spell ends, by the row that ends it; kept with the spells. */
function keptCauses(roster: ColumnTable, spells: EmploymentSpells): Causes {
	const causes = causesKept.get(spells) ?? causesOf(roster, spells);
	causesKept.set(spells, causes);
	return causes;
}

function causesOf(roster: ColumnTable, { count, lastRow }: EmploymentSpells): Causes {
	const { codes, words } = codeColumn(roster, 'separationType');
	const typeOfCode = words.map(typeOf);
	const types = SEPARATION_TYPES.filter((type) => typeOfCode.includes(type));
	const causeOfCode = Uint8Array.from(typeOfCode, (type) => types.indexOf(type) + 1);
	const cause = new Uint8Array(count);
	for (let spell = 0; spell < count; spell++) cause[spell] = causeOfCode[codes[lastRow[spell]]];
	return { cause, types, chosen: null };
}

/** What is none of the types, or not given, is unknown. */
function typeOf(word: string): SeparationType {
	return SEPARATION_TYPES.find((type) => type === word) ?? SEPARATION_TYPES[SEPARATION_TYPES.length - 1];
}

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

// Less than the longest tenure that is followed, so that nobody's is cut off there.
const MOST_DAYS = 30_000;
const ALL_ALIKE = {};
const countsKept = new WeakMap<DescribedStays, WeakMap<object, MovingCounts>>();

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
	const isShort = span !== null && window.to >= span.from && window.to - span.from < MOST_DAYS;
	if (!isShort)
		return observedCounts({ ...stays, cause: cause ?? undefined }, { ...window, day0: null }, { groups, causes });
	const own = countsKept.get(stays) ?? new WeakMap<object, MovingCounts>();
	countsKept.set(stays, own);
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
