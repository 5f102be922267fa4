import { ColumnTable as ArqueroTable } from 'arquero';

/** Codes with the words they stand for, as Arquero reads a column; grouping takes one pass over the integers. */
export class CodedColumn<Word> {
	constructor(
		readonly codes: ArrayLike<number>,
		readonly words: ArrayLike<Word>
	) {}

	get length(): number {
		return this.codes.length;
	}
	at(row: number): Word {
		return this.words[this.codes[row]];
	}
	*[Symbol.iterator](): Iterator<Word> {
		for (let row = 0; row < this.length; row++) yield this.at(row);
	}
	key(row: number): number {
		return this.codes[row];
	}
	/** What Arquero's groupby would find by hashing every row: the group of each row and one row of each group. */
	groups(names: string[]) {
		const keys = new Uint32Array(this.length);
		const groupOfCode = new Int32Array(this.words.length).fill(-1);
		const rows: number[] = [];
		for (let row = 0; row < keys.length; row++) {
			const code = this.codes[row];
			if (groupOfCode[code] < 0) groupOfCode[code] = rows.push(row) - 1;
			keys[row] = groupOfCode[code];
		}
		return { keys, get: [(row: number) => this.at(row)], names, rows, size: rows.length };
	}
}

/** How often each pair of codes of two columns occurs: `counts[a * sizeB + b]`, counted by Arquero. */
export function pairCounts(
	a: { codes: ArrayLike<number>; size: number },
	b: { codes: ArrayLike<number>; size: number }
): Uint32Array {
	const cells = new Uint32Array(a.codes.length);
	for (let row = 0; row < cells.length; row++) cells[row] = a.codes[row] * b.size + b.codes[row];
	const counts = new Uint32Array(a.size * b.size);
	const cell = new CodedColumn(
		cells,
		Uint32Array.from(counts, (_, code) => code)
	);
	const table = new ArqueroTable({ cell }).groupby('cell').count();
	for (const row of table.objects() as { cell: number; count: number }[]) counts[row.cell] = row.count;
	return counts;
}
