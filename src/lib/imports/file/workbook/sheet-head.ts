import type { SheetRow } from './sheet-rows.ts';

/** How the first rows of a sheet are laid out. */
export interface SheetHead {
	/** True where at least two rows have at least two filled cells. */
	isTable: boolean;
	/** Number of the row that seems to name the columns: the first about as full as the fullest; 0 where none is. */
	headerRow: number;
	/** Columns up to the last one the header fills. */
	width: number;
	/** Positions of columns whose filled cells below the header all store numbers; the first column is 1. */
	numberColumns: number[];
}

export const HEAD_ROWS = 200;

interface RowShape {
	number: number;
	filled: number;
	width: number;
	isNumber: (boolean | undefined)[];
}

/** Collects the first rows of a sheet. `isEmpty` tells whether a shared text is empty. */
export class HeadCollector {
	private readonly rows: RowShape[] = [];

	constructor(private readonly isEmpty: (shared: number) => boolean) {}

	/** False once there are rows enough. */
	take({ number, cells, isNumber }: SheetRow): boolean {
		const kinds: (boolean | undefined)[] = [];
		let filled = 0;
		cells.forEach((cell, column) => {
			if (cell === undefined || cell === '' || (typeof cell === 'number' && this.isEmpty(cell))) return;
			filled++;
			kinds[column] = isNumber[column] ?? false;
		});
		if (filled > 0) this.rows.push({ number, filled, width: kinds.length, isNumber: kinds });
		return this.rows.length < HEAD_ROWS;
	}

	head(): SheetHead {
		const { rows } = this;
		const fullest = rows.reduce((most, { filled }) => Math.max(most, filled), 0);
		const at = rows.findIndex(({ filled }) => filled * 2 > fullest);
		const header = rows[at];
		if (!header) return { isTable: false, headerRow: 0, width: 0, numberColumns: [] };
		const isTable = rows.filter(({ filled }) => filled >= 2).length >= 2;
		return { isTable, headerRow: header.number, width: header.width, numberColumns: numberColumns(rows.slice(at + 1)) };
	}
}

function numberColumns(rows: RowShape[]): number[] {
	const width = rows.reduce((widest, row) => Math.max(widest, row.width), 0);
	return Array.from({ length: width }, (_, column) => column)
		.filter((column) => {
			const kinds = rows.map(({ isNumber }) => isNumber[column]).filter((kind) => kind !== undefined);
			return kinds.length > 0 && kinds.every((kind) => kind);
		})
		.map((column) => column + 1);
}
