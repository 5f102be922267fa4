/**
 * Remembers a number for each distinct cell of a column, by the number of the cell in the file and its value: a value
 * that a rule changed after the cell was read is another one.
 */
export class CellMemo<Value> {
	private readonly values: (Value | undefined)[] = [];
	private readonly results: number[] = [];

	/** What was kept, or -1. */
	find(cell: number, value: Value): number {
		return cell >= 0 && cell < this.values.length && this.values[cell] === value ? this.results[cell] : -1;
	}

	/** Keeps the first result of a cell; cells without a number (-1) are not remembered. */
	keep(cell: number, value: Value, result: number): void {
		if (cell < 0 || this.values[cell] !== undefined) return;
		while (this.values.length <= cell) {
			this.values.push(undefined);
			this.results.push(-1);
		}
		this.values[cell] = value;
		this.results[cell] = result;
	}
}
