import { feasibleInterval } from './feasible-interval.ts';
import type { HiddenCells, TableWithTotals } from './feasible-interval.ts';

/** What a reader can work out about one hidden cell. */
export interface AuditedCell {
	row: number;
	column: number;
	/** Smallest and largest value that fits everything published; max is Infinity where nothing bounds it. */
	min: number;
	max: number;
	isExactlyDetermined: boolean;
	/** The interval is at least as wide as the threshold. */
	isProtected: boolean;
}

/**
 * What can be worked out about every hidden cell of a table with totals, by maximum flow.
 *
 * @see METHODS 7.2
 * @example one hidden cell of a table: min = max, exactly determined
 */
export function auditTable(table: TableWithTotals, hidden: HiddenCells, threshold: number): AuditedCell[] {
	return hidden.flatMap((cells, row) =>
		cells.flatMap((isHidden, column) => {
			if (!isHidden) return [];
			const { min, max } = feasibleInterval(table, hidden, row, column);
			return [{ row, column, min, max, isExactlyDetermined: min === max, isProtected: max - min >= threshold }];
		})
	);
}
