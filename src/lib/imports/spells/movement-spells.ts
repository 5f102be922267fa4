import { civilDate } from '#lib/statistics/civil-date.ts';
import { describeFrom, endEmployment, type Employment, type SayOfRow } from './employment.ts';
import type { RowStore } from './row-store.ts';
import type { SpellSlots } from './spell-slots.ts';

export type Movement = 'hire' | 'rehire' | 'transfer' | 'exit' | 'none';

export interface MovementOptions {
	at: SpellSlots & { action: number; day: number };
	/** 1 where an exit is dated by the first day not employed. */
	shift: 0 | 1;
	say: SayOfRow;
}

interface Move {
	row: number;
	day: number;
	action: Movement;
}

// On one day: somebody employed leaves before being hired again, somebody else is hired before leaving.
const RANKS: Record<'employed' | 'free', Record<Movement, number>> = {
	employed: { transfer: 0, exit: 1, hire: 2, rehire: 2, none: 3 },
	free: { hire: 0, rehire: 0, transfer: 1, exit: 2, none: 3 }
};

/**
 * Employments from a list of movements: hires, transfers and exits of one person are paired in the order of their days.
 * An empty cell of a transfer leaves what was known. What has no pair is said and changes nothing: an exit or a
 * transfer of somebody who was never hired, a hire of somebody employed.
 *
 * @see IMPORT 6.1
 * @example hire 2020-01-01, transfer 2021-06-01, exit 2022-03-31: one employment with two stretches
 */
export class MovementSpells {
	constructor(
		private readonly store: RowStore,
		private readonly options: MovementOptions
	) {}

	/** The employments of each person. */
	*people(): Generator<Employment[]> {
		for (const rows of this.store.byPerson()) yield this.employmentsOf(rows);
	}

	private employmentsOf(rows: number[]): Employment[] {
		const { at } = this.options;
		const moves = rows
			.map((row): Move => {
				const action = this.store.value(row, at.action) as Movement | null;
				return { row, day: this.store.value(row, at.day) as number, action: action ?? 'none' };
			})
			.sort((a, b) => a.day - b.day || a.row - b.row);
		const found: Employment[] = [];
		let current: Employment | null = null;
		for (let start = 0; start < moves.length;) {
			let end = start + 1;
			while (end < moves.length && moves[end].day === moves[start].day) end++;
			const ranks: Record<Movement, number> = RANKS[current ? 'employed' : 'free'];
			const sameDay = moves.slice(start, end).sort((a, b) => ranks[a.action] - ranks[b.action] || a.row - b.row);
			for (const move of sameDay) current = this.apply(found, current, move);
			start = end;
		}
		return found;
	}

	private apply(found: Employment[], current: Employment | null, move: Move): Employment | null {
		const { say } = this.options;
		const { action, row } = move;
		if (action === 'none') {
			say('SPELL_NO_MOVE', 'info', row);
			return current;
		}
		if (action === 'exit') return this.leave(current, found, move);
		if (action === 'transfer') {
			if (current) this.describe(current, move);
			else say('SPELL_UNPAIRED', 'error', row, { action });
			return current;
		}
		if (current) {
			say('SPELL_UNPAIRED', 'warning', row, { action });
			this.describe(current, move);
			return current;
		}
		const opened = { hire: move.day, exit: null, exitRow: null, stretches: [{ from: move.day, row }] };
		found.push(opened);
		return opened;
	}

	private leave(current: Employment | null, found: Employment[], { row, day }: Move): Employment | null {
		const { at, shift, say } = this.options;
		const exit = day - shift;
		let employment = current;
		if (!employment) {
			// The hire may lie before the list: some lists repeat its date on every row.
			const hire = this.store.value(row, at.hire) as number | null;
			const before = found.at(-1)?.exit ?? -Infinity;
			if (hire === null || hire > exit || hire <= before) {
				say('SPELL_UNPAIRED', 'error', row, { action: 'exit' });
				return null;
			}
			employment = { hire, exit: null, exitRow: null, stretches: [{ from: hire, row }] };
			found.push(employment);
		}
		if (exit < employment.hire) {
			say('SPELL_EXIT_BEFORE_HIRE', 'error', row, { value: civilDate(exit) });
			return employment;
		}
		endEmployment(employment, exit, row);
		return null;
	}

	private describe(current: Employment, { row, day }: Move): void {
		const { described } = this.options.at;
		describeFrom(current, { from: day, row }, (a, b) =>
			described.every(
				(slot) => this.store.value(b, slot) === null || this.store.value(a, slot) === this.store.value(b, slot)
			)
		);
	}
}
