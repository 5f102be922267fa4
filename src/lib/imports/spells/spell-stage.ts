import type { ReportAtEnd, ReportFinding, RuleContext } from '#lib/datasets/dataset.ts';
import { civilDate } from '#lib/statistics/civil-date.ts';
import type { CellValue } from '../check/row-sink.ts';
import { employmentRows, type SayOfRow } from './employment.ts';
import { MovementSpells } from './movement-spells.ts';
import { periodDays } from './period-days.ts';
import { rehireRows } from './rehire-rows.ts';
import { RowStore } from './row-store.ts';
import { SnapshotSpells } from './snapshot-spells.ts';
import { spellSlots, type SpellSlots } from './spell-slots.ts';

/** Turns the rows of a file into rows of employments. */
export interface SpellStage {
	/** Takes a checked row. True where it was kept back: what is made of it comes at the end. */
	take(values: CellValue[], report: ReportFinding, line: number): boolean;
	/** Gives the rows that are not lines of the file. */
	end(end: StageEnd): void;
}
export interface StageEnd {
	lineCount: number;
	report: ReportAtEnd;
	emit: (values: CellValue[], line: number) => void;
}

const NEEDED = { employments: [], snapshots: ['period'], movements: ['action', 'action_date'] };

/** How the rows of a roster become employments under its plan. */
export function openSpellStage(context: RuleContext): SpellStage {
	if (isConverting(context)) return convertedRows(context, NEEDED[context.plan.rowsAre!]);
	const rehires = rehireRows(context, spellSlots(context), shiftOf(context));
	return {
		take(values, report) {
			rehires.split(values, report);
			return false;
		},
		end: ({ emit, lineCount }) => rehires.end(emit, lineCount)
	};
}

/** True where rows are put together: the exits that leave the stage are last days employed, whatever the file says. */
export function isConverting({ plan, isMapped }: Pick<RuleContext, 'plan' | 'isMapped'>): boolean {
	const needed = NEEDED[plan.rowsAre ?? 'employments'];
	return needed.length > 0 && needed.every(isMapped);
}

function shiftOf({ plan }: RuleContext): 0 | 1 {
	return plan.exitConvention === 'first-day-not-employed' ? 1 : 0;
}

interface Kept {
	at: SpellSlots;
	store: RowStore;
	context: RuleContext;
}

/** Rows are kept, four bytes a cell, until all are known. Every row that is not used says why. */
function convertedRows(context: RuleContext, needed: string[]): SpellStage {
	const { slotOf } = context;
	const at = spellSlots(context);
	const neededAt = needed.map((name) => ({ name, slot: slotOf(name) }));
	const slots = [at.hire, at.exit, at.status, at.type, ...at.ending, ...at.described];
	const store = new RowStore(at.person, [...slots, ...neededAt.map(({ slot }) => slot)]);
	const shift = shiftOf(context);
	return {
		take(values, report, line) {
			const missing = neededAt.find(({ slot }) => values[slot] === null);
			if (missing) {
				report('VALUE_REQUIRED', 'error', missing.name);
				return true;
			}
			const exit = values[at.exit] as number | null;
			if (exit !== null) values[at.exit] = exit - shift;
			store.add(values, line);
			return true;
		},
		end: (end) => giveEmployments({ at, store, context }, end)
	};
}

function giveEmployments({ at, store, context }: Kept, { emit, report }: StageEnd): void {
	const isSnapshots = context.plan.rowsAre === 'snapshots';
	const dated = isSnapshots ? 'exit_date' : 'action_date';
	const say: SayOfRow = (code, severity, row, details) => {
		const field = code === 'SPELL_EXIT_BEFORE_HIRE' ? { field: dated } : {};
		report(code, severity, { line: store.line(row), ...field }, details);
	};
	const spells = isSnapshots ? snapshots(context, at, store, say) : movements(context, at, store, say);
	let count = 0;
	for (const employments of spells.people()) {
		count += employments.length;
		for (const employment of employments)
			for (const { values, line } of employmentRows(store, employment, at, !isSnapshots)) emit(values, line);
	}
	report('SPELL_CONVERTED', 'info', {}, { rows: store.count, employments: count });
	if (!(spells instanceof SnapshotSpells)) return;
	for (const { day, rows, employments } of spells.differences())
		report('SPELL_HEADCOUNT', 'warning', {}, { on: civilDate(day), rows, employments });
}

function snapshots({ plan, slotOf }: RuleContext, at: SpellSlots, store: RowStore, say: SayOfRow): SnapshotSpells {
	return new SnapshotSpells(store, {
		at: { ...at, period: slotOf('period') },
		// The check has read periods to year, month and day already.
		dayOfPeriod: periodDays(plan.snapshotDay ?? 'last', {}),
		missing: plan.snapshotMissing ?? null,
		say
	});
}

function movements(context: RuleContext, at: SpellSlots, store: RowStore, say: SayOfRow): MovementSpells {
	const { slotOf } = context;
	const moved = { ...at, action: slotOf('action'), day: slotOf('action_date') };
	return new MovementSpells(store, { at: moved, shift: shiftOf(context), say });
}
