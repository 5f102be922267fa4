import type { ReportFinding, RuleContext } from '#lib/datasets/dataset.ts';
import type { CellValue } from '../check/row-sink.ts';
import type { SpellSlots } from './spell-slots.ts';

/**
 * Rows that tell two employments: hire, previous termination, rehire, termination. The row keeps the later one, the
 * earlier one is given at the end of the file, without the job and place that the row says of the later. Where nothing
 * says how the earlier one ended, it is not known and not made up.
 */
export function rehireRows({ slotOf }: RuleContext, at: SpellSlots, shift: number) {
	const rehireSlot = slotOf('rehire_date');
	const previousSlot = slotOf('previous_termination_date');
	const earlier: CellValue[][] = [];
	return {
		/** Makes the row its later employment. Exits are as written: `shift` is 1 where they name the day after. */
		split(values: CellValue[], report: ReportFinding): void {
			const rehire = values[rehireSlot] as number | null;
			const hire = values[at.hire] as number;
			if (rehire === null || values[at.hire] === null || rehire <= hire) return;
			const exit = values[at.exit] as number | null;
			const previous = values[previousSlot] as number | null;
			const isEndOfEarlier = exit !== null && exit - shift < rehire && (previous === null || previous === exit);
			const end = previous ?? (isEndOfEarlier ? exit : null);
			if (end !== null && end - shift >= hire && end - shift < rehire) {
				earlier.push(earlierRow(values, at, end, isEndOfEarlier));
				report('SPELL_TWO_IN_ROW', 'info', 'rehire_date');
			} else report('SPELL_REHIRE_UNPAIRED', 'warning', 'rehire_date');
			values[at.hire] = rehire;
			if (!isEndOfEarlier) return;
			values[at.exit] = values[at.type] = null;
			for (const slot of at.ending) values[slot] = null;
		},
		/** Gives the earlier employments, numbered after the last line: a stored row needs a line of its own. */
		end(emit: (values: CellValue[], line: number) => void, lineCount: number): void {
			earlier.forEach((values, index) => emit(values, lineCount + 1 + index));
		}
	};
}

function earlierRow(values: CellValue[], at: SpellSlots, exit: number, hasEnding: boolean): CellValue[] {
	const row = [...values];
	row[at.exit] = exit;
	row[at.status] = 'terminated';
	for (const slot of at.described) row[slot] = null;
	if (!hasEnding) {
		row[at.type] = 'unknown';
		for (const slot of at.ending) row[slot] = null;
	}
	return row;
}
