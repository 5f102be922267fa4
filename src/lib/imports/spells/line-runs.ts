import { IntList } from './int-list.ts';

/** The line of each row. Rows mostly stand on one line after the other, so only where they do not is remembered. */
export class LineRuns {
	length = 0;
	/** The first row of each run, and by how much its lines are ahead of its rows. */
	private readonly firsts = new IntList();
	private readonly ahead = new IntList();
	private last = 0;

	push(line: number): void {
		const ahead = line - this.length;
		if (this.length === 0 || ahead !== this.last) {
			this.firsts.push(this.length);
			this.ahead.push(ahead);
			this.last = ahead;
		}
		this.length++;
	}

	at(row: number): number {
		let low = 0;
		let high = this.firsts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (this.firsts.at(middle) <= row) low = middle;
			else high = middle - 1;
		}
		return row + this.ahead.at(low);
	}
}
