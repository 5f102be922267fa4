import { civilDate } from '#lib/statistics/civil-date.ts';
import { describeFrom, endEmployment, type Employment, type SayOfRow } from './employment.ts';
import type { RowStore } from './row-store.ts';
import type { SpellSlots } from './spell-slots.ts';

export interface SnapshotOptions {
	at: SpellSlots & { period: number };
	/** Record date of a period as written: 2015 may be its first or its last day. */
	dayOfPeriod: (period: string) => number;
	/** Somebody who is not in the last snapshot and was never said to have left. */
	missing: 'employed' | 'last-seen' | 'unknown' | null;
	say: SayOfRow;
}

interface Observation {
	row: number;
	day: number;
	isOut: boolean;
	hire: number;
	exit: number | null;
}

/** People counted on a record date by the rows of that day and by the employments made of all rows. */
export interface HeadcountDifference {
	day: number;
	rows: number;
	employments: number;
}

/**
 * Employments from snapshots: one row a person and period, with a status.
 *
 * An exit is taken only from a row that says terminated: rows of earlier periods that say active may already carry the
 * later exit, and using it would let the future leak into the past. Where one period says both, terminated counts.
 * A change of role or place counts from the first record date that shows it; nothing is known of the days between.
 *
 * @see IMPORT 6.2
 * @example active on 2010-12-31 and 2011-12-31, terminated in 2012 with exit 2012-05-31: one employment to 2012-05-31
 */
export class SnapshotSpells {
	private readonly days = new Map<string, number>();
	private readonly yearOf = new Map<number, string>();
	private readonly activeOn = new Map<number, number>();
	/** Employments that begin on or before a record date and end on or after it: changes at record dates. */
	private readonly intervals: { from: number; to: number }[] = [];
	private isYearly = true;
	private lastDay = -Infinity;

	constructor(
		private readonly store: RowStore,
		private readonly options: SnapshotOptions
	) {}

	/** The employments of each person. */
	*people(): Generator<Employment[]> {
		this.findRecordDates();
		for (const rows of this.store.byPerson()) {
			const employments = this.employmentsOf(rows);
			for (const { hire, exit } of employments) this.intervals.push({ from: hire, to: exit ?? Infinity });
			yield employments;
		}
	}

	/** Call after `people` is done: the record dates on which the employments count other people than the rows. */
	differences(): HeadcountDifference[] {
		const days = [...this.activeOn.keys()].sort((a, b) => a - b);
		const changes = new Int32Array(days.length + 1);
		for (const { from, to } of this.intervals) {
			changes[firstAtOrAfter(days, from)]++;
			changes[to === Infinity ? days.length : firstAtOrAfter(days, to + 1)]--;
		}
		let employments = 0;
		const counted = days.map((day, i) => ({
			day,
			rows: this.activeOn.get(day)!,
			employments: (employments += changes[i])
		}));
		return counted.filter((count) => count.rows !== count.employments);
	}

	private findRecordDates(): void {
		const { at } = this.options;
		const byYear = new Map<string, number>();
		for (let row = 0; row < this.store.count; row++) {
			if (this.store.value(row, at.status) === 'terminated') continue;
			const day = this.dayOf(row);
			if (day > this.lastDay) this.lastDay = day;
			const known = byYear.get(this.year(day));
			if (known !== undefined && known !== day) this.isYearly = false;
			byYear.set(this.year(day), day);
		}
	}

	private employmentsOf(rows: number[]): Employment[] {
		const observations = this.inOrder(rows.map((row) => this.observation(row)));
		this.countActive(observations);
		const found: Employment[] = [];
		let state: PersonState = { current: null, lastExit: null, lastSeen: -Infinity };
		for (const seen of observations) {
			state = seen.isOut ? this.out(found, state, seen) : this.active(found, state, seen);
		}
		if (state.current && state.lastSeen < this.lastDay) this.gone(found, state.current, state.lastSeen);
		return found;
	}

	private observation(row: number): Observation {
		const { at } = this.options;
		return {
			row,
			day: this.dayOf(row),
			isOut: this.store.value(row, at.status) === 'terminated',
			hire: this.store.value(row, at.hire) as number,
			exit: this.store.value(row, at.exit) as number | null
		};
	}

	/** By day, terminated first; rows that say active in the period of the exit are left out. */
	private inOrder(observations: Observation[]): Observation[] {
		const outs = observations.filter(({ isOut }) => isOut);
		const kept = observations.filter((seen) => {
			if (seen.isOut) return true;
			const isOver = outs.some(
				(out) => this.period(out.day) === this.period(seen.day) && (out.exit === null || seen.hire <= out.exit)
			);
			if (isOver) this.options.say('SPELL_SAME_PERIOD', 'info', seen.row);
			return !isOver;
		});
		return kept.sort(
			(a, b) => a.day - b.day || Number(b.isOut) - Number(a.isOut) || (a.exit ?? 0) - (b.exit ?? 0) || a.row - b.row
		);
	}

	private countActive(observations: Observation[]): void {
		let counted = -Infinity;
		for (const { day, isOut, hire } of observations) {
			if (isOut || day === counted) continue;
			if (hire <= day) counted = day;
			this.activeOn.set(day, (this.activeOn.get(day) ?? 0) + (hire <= day ? 1 : 0));
		}
	}

	private active(found: Employment[], state: PersonState, seen: Observation): PersonState {
		const { say, at } = this.options;
		const { current, lastExit } = state;
		if (seen.exit !== null) say('SPELL_EARLY_EXIT', 'info', seen.row);
		if (current) {
			if (seen.hire !== state.lastHire)
				say('SPELL_HIRE_CHANGED', 'warning', seen.row, {
					from: civilDate(state.lastHire!),
					to: civilDate(seen.hire)
				});
			describeFrom(current, { from: seen.day, row: seen.row }, (a, b) => this.store.areEqual(a, b, at.described));
			return { ...state, lastSeen: seen.day, lastHire: seen.hire };
		}
		const isReturn = lastExit !== null && seen.hire <= lastExit;
		if (isReturn) say('SPELL_RETURNED', 'warning', seen.row, { exit: civilDate(lastExit) });
		const hire = isReturn ? Math.max(seen.day, lastExit + 1) : seen.hire;
		const opened: Employment = { hire, exit: null, exitRow: null, stretches: [{ from: hire, row: seen.row }] };
		found.push(opened);
		return { current: opened, lastExit, lastSeen: seen.day, lastHire: seen.hire };
	}

	private out(found: Employment[], state: PersonState, { row, day, hire, exit }: Observation): PersonState {
		const { say } = this.options;
		const { current, lastExit } = state;
		const start = current?.hire ?? hire;
		if (exit === null || exit < start) {
			if (exit === null) say('SPELL_NO_EXIT', 'error', row);
			else say('SPELL_EXIT_BEFORE_HIRE', 'error', row, { value: civilDate(exit) });
			if (current) found.pop();
			return { current: null, lastExit: Math.max(day, lastExit ?? day), lastSeen: day };
		}
		if (current) endEmployment(current, exit, row);
		else if (lastExit === null || hire > lastExit)
			found.push({ hire, exit, exitRow: row, stretches: [{ from: hire, row }] });
		else if (exit !== lastExit && found.length > 0 && exit >= found.at(-1)!.hire) {
			say('SPELL_EXIT_CHANGED', 'warning', row, { from: civilDate(lastExit), to: civilDate(exit) });
			endEmployment(found.at(-1)!, exit, row);
		} else return { ...state, lastSeen: day };
		return { current: null, lastExit: exit, lastSeen: day };
	}

	/** Not in the last snapshot, and no row says that the employment ended. */
	private gone(found: Employment[], current: Employment, lastSeen: number): void {
		const { missing, say } = this.options;
		const row = current.stretches.at(-1)!.row;
		const details = { last: civilDate(lastSeen) };
		if (missing === 'employed') return say('SPELL_MISSING_PERIOD', 'info', row, details);
		if (missing === 'last-seen') {
			say('SPELL_MISSING_PERIOD', 'info', row, details);
			return endEmployment(current, Math.max(lastSeen, current.hire), null);
		}
		say('SPELL_MISSING_PERIOD', 'error', row, details);
		found.pop();
	}

	private dayOf(row: number): number {
		const text = this.store.value(row, this.options.at.period) as string;
		let day = this.days.get(text);
		if (day === undefined) this.days.set(text, (day = this.options.dayOfPeriod(text)));
		return day;
	}

	private period(day: number): string | number {
		return this.isYearly ? this.year(day) : day;
	}

	private year(day: number): string {
		let year = this.yearOf.get(day);
		if (year === undefined) this.yearOf.set(day, (year = civilDate(day).slice(0, 4)));
		return year;
	}
}

interface PersonState {
	current: Employment | null;
	lastExit: number | null;
	/** The latest record date with a row of the person. */
	lastSeen: number;
	/** The hire date of the last row, so that a changed one is said once. */
	lastHire?: number;
}

/** Index of the first day that is not before `day`. */
function firstAtOrAfter(days: number[], day: number): number {
	let low = 0;
	let high = days.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (days[middle] < day) low = middle + 1;
		else high = middle;
	}
	return low;
}
