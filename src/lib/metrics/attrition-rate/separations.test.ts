import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ColumnTable } from '#lib/server/columns.ts';
import { dayNumber, monthEnd } from '#lib/statistics/civil-date.ts';
import type { DescribedStays } from '../daily-flows.server.ts';
import { OPEN_END } from '../employment-spells.server.ts';
import { SEPARATION_TYPES } from '../separation-types.ts';
import { separationsIn } from './separations.server.ts';
import type { SeparationSlots } from './separations.server.ts';

const [START, GROUPS] = [dayNumber('2024-01-20'), 3];
const REASONS = ['', 'voluntary', 'involuntary', 'transfer', 'sabbatical'];
const SAID = ['', 'no', 'yes'];

interface Exit {
	/** Days after the start; null: not ended. */
	after: number | null;
	group: number;
	reason: number;
	said: number;
}

function described(all: Exit[]): { roster: ColumnTable; stays: DescribedStays } {
	const codes = (of: (exit: Exit) => number, words: string[]) => ({
		...{ type: 'code' as const, codes: Uint8Array.from(all, of), words }
	});
	const separationType = codes(({ reason }) => reason, REASONS);
	const columns = { separationType, regretted: codes(({ said }) => said, SAID) };
	const stays = {
		count: all.length,
		first: new Int32Array(all.length),
		last: Int32Array.from(all, ({ after }) => (after === null ? OPEN_END : START + after)),
		group: Uint16Array.from(all, ({ group }) => group),
		row: Uint32Array.from(all, (_, row) => row)
	};
	return { roster: { rowCount: all.length, columns }, stays };
}

/** What is none of the types is unknown, the last of them. */
const typeOf = (reason: number) =>
	(SEPARATION_TYPES as readonly string[]).indexOf(reason > 2 ? 'unknown' : REASONS[reason] || 'unknown');

/** A slot for each group, for each month or for each type. */
function slotsBy(by: string, from: number, to: number): SeparationSlots {
	const byDay = new Int32Array(to - from + 1);
	let months = 0;
	for (let day = from; day <= to; day = monthEnd(day) + 1, months++) if (by === 'month') byDay.fill(months, day - from);
	return {
		slots: by === 'group' ? GROUPS : by === 'month' ? months : SEPARATION_TYPES.length,
		byGroup: Int32Array.from({ length: GROUPS }, (_, group) => (by === 'group' ? group : 0)),
		byDay,
		byType: Int32Array.from(SEPARATION_TYPES, (_, type) => (by === 'type' ? type : 0))
	};
}

const exit = fc.record({
	after: fc.option(fc.nat(150), { nil: null }),
	group: fc.nat(GROUPS - 1),
	reason: fc.nat(REASONS.length - 1),
	said: fc.nat(SAID.length - 1)
});
const window = fc.record({
	by: fc.constantFrom('group', 'month', 'type'),
	from: fc.integer({ min: -60, max: 170 }),
	days: fc.nat(120),
	isCounted: fc.constantFrom('all', 'voluntary')
});

test('by group, month or type, in whole months and parts of them, the exits are those of counting one by one', () => {
	fc.assert(
		fc.property(fc.array(exit, { maxLength: 25 }), fc.array(window, { maxLength: 4 }), (all, windows) => {
			const { roster, stays } = described(all);
			for (const { by, from: after, days, isCounted } of windows) {
				const [from, to] = [START + after, START + after + days];
				const slots = slotsBy(by, from, to);
				const counts = SEPARATION_TYPES.map((type) => isCounted === 'all' || type === isCounted);
				const found = separationsIn(roster, stays, { window: { from, to }, slots, isCounted: counts });
				const among = all.filter((each) => each.after !== null && each.after >= after && each.after <= after + days);
				const slotOf = (each: Exit) =>
					slots.byGroup[each.group] + slots.byDay[each.after! - after] + slots.byType[typeOf(each.reason)];
				const counted = (test: (each: Exit) => boolean, cell: (each: Exit) => number, size: number) => {
					const cells = Array.from({ length: size }, () => 0);
					for (const each of among) if (test(each)) cells[cell(each)]++;
					return cells;
				};
				const everyType = slots.slots * SEPARATION_TYPES.length;
				expect({
					...{ byType: [...found.byType], perDay: [...found.perDay] },
					...{ regretted: [...found.regretted], withRegret: [...found.withRegret] },
					transfersWithoutNext: found.transfersWithoutNext
				}).toEqual({
					byType: counted(
						() => true,
						(each) => slotOf(each) * SEPARATION_TYPES.length + typeOf(each.reason),
						everyType
					),
					perDay: counted(
						(each) => counts[typeOf(each.reason)],
						(each) => slotOf(each) * (days + 1) + each.after! - after,
						slots.slots * (days + 1)
					),
					regretted: counted(({ said }) => SAID[said] === 'yes', slotOf, slots.slots),
					withRegret: counted(({ said }) => SAID[said] !== '', slotOf, slots.slots),
					transfersWithoutNext: among.filter(({ reason }) => REASONS[reason] === 'transfer').length
				});
			}
		})
	);
});
