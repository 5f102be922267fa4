import type { Severity } from '../issue.ts';
import type { CellValue } from '../check/row-sink.ts';
import type { RowStore } from './row-store.ts';
import type { SpellSlots } from './spell-slots.ts';

/** One employment put together from several rows: days are day numbers, both ends employed. */
export interface Employment {
	hire: number;
	/** Null while employed. */
	exit: number | null;
	/** The row that says how it ended. */
	exitRow: number | null;
	/** What the person was, from which day on, with the row that says so. */
	stretches: { from: number; row: number }[];
}

/** Says something of a row that was kept. */
export type SayOfRow = (
	code: string,
	severity: Severity,
	row: number,
	details?: Record<string, string | number>
) => void;

/** Ends an employment; what was to begin later never began. */
export function endEmployment(employment: Employment, exit: number, exitRow: number | null): void {
	employment.exit = exit;
	employment.exitRow = exitRow;
	while (employment.stretches.length > 1 && employment.stretches.at(-1)!.from > exit) employment.stretches.pop();
}

/** Adds what the person is from a day on, where it differs from what is known. */
export function describeFrom(
	employment: Employment,
	stretch: { from: number; row: number },
	isEqual: (a: number, b: number) => boolean
): void {
	const last = employment.stretches.at(-1)!;
	if (isEqual(last.row, stretch.row)) return;
	if (stretch.from <= last.from) last.row = stretch.row;
	else employment.stretches.push(stretch);
}

/**
 * The rows an employment is stored as: one a stretch, each ending the day before the next begins, so that joining rows
 * that follow day by day gives the employment back. All but the last end as a transfer, which is no separation.
 */
export function* employmentRows(
	store: RowStore,
	employment: Employment,
	at: SpellSlots,
	inheritsEmpty = false
): Generator<{ values: CellValue[]; line: number }> {
	const { stretches, exit, exitRow } = employment;
	let former: CellValue[] | null = null;
	for (let i = 0; i < stretches.length; i++) {
		const { row, from } = stretches[i];
		const isLast = i === stretches.length - 1;
		const values = store.values(row);
		if (inheritsEmpty && former) for (const slot of at.described) values[slot] ??= former[slot];
		former = values;
		values[at.hire] = from;
		values[at.exit] = isLast ? exit : stretches[i + 1].from - 1;
		values[at.type] = isLast ? typeOfEnd(store, employment, at) : 'transfer';
		values[at.status] = isLast && exit !== null ? 'terminated' : 'active';
		for (const slot of at.ending) values[slot] = isLast && exitRow !== null ? store.value(exitRow, slot) : null;
		yield { values, line: store.line(row) };
	}
}

function typeOfEnd(store: RowStore, { exit, exitRow }: Employment, at: SpellSlots): CellValue {
	if (exit === null) return null;
	return exitRow === null ? 'unknown' : store.value(exitRow, at.type);
}
