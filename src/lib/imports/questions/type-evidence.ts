import { cellText } from '../check/check-column.ts';
import type { TextReader } from '../file/decode.ts';
import type { RecordWatcher } from '../file/file-profile.ts';
import type { RecordScanner } from '../file/scanner.ts';

/** Columns beside each other that hold whole numbers. */
export interface CountColumns {
	/** Positions in the file. */
	columns: number[];
	/** Rows in which they add up to the total; null where no total is known. */
	matches: number | null;
	/** Cells that hold a number, and those that are not 0. */
	cells: number;
	counted: number;
	/** The first row in which most of them are not 0, as text, in the order of `columns`. */
	example: string[];
}

interface Run {
	from: number;
	to: number;
	matches: number;
}

const MOST_COLUMNS = 60;
/** Rows that must add up: published tables have slips. */
const LEAST_SHARE = 0.95;
const WHOLE = /^(?:\d{1,3}(?:[ ,.'’\u00a0\u202f]\d{3})+|\d{1,15}(?:[.,]0+)?)$/;

/** Finds columns of counts beside each other, and whether those of a row add up to the total of the row. */
export class TypeEvidence implements RecordWatcher {
	private readonly runs: Run[] = [];
	private readonly sums: Float64Array;
	private readonly isBroken: boolean[];
	private readonly cells: number[];
	private readonly counted: number[];
	private example: string[] = [];
	private mostCounted = 0;
	private records = 0;

	/** `columns` are indexes of columns that are nothing else, in order; `total` that of the total, or -1. */
	private constructor(
		private readonly columns: number[],
		private readonly total: number,
		private readonly text: TextReader
	) {
		this.sums = new Float64Array(columns.length + 1);
		this.isBroken = columns.map(() => false);
		this.cells = columns.map(() => 0);
		this.counted = columns.map(() => 0);
		for (let from = 0; from < columns.length; from++)
			for (let to = from + 1; to < columns.length && this.areBeside(to - 1, to); to++)
				this.runs.push({ from, to, matches: 0 });
	}

	/** Null where so many columns are something else that none can be told. */
	static of(columns: number[], total: number, text: TextReader): TypeEvidence | null {
		return columns.length < 2 || columns.length > MOST_COLUMNS ? null : new TypeEvidence(columns, total, text);
	}

	private areBeside(a: number, b: number): boolean {
		const between = this.columns[b] - this.columns[a] - 1;
		return between === 0 || (between === 1 && this.columns[a] + 1 === this.total);
	}

	take(record: RecordScanner): void {
		this.records++;
		let counted = 0;
		for (let i = 0; i < this.columns.length; i++) {
			const number = this.isBroken[i] ? 0 : this.read(record, i);
			if (number > 0) counted++;
			this.sums[i + 1] = this.sums[i] + number;
		}
		if (counted > this.mostCounted) {
			this.mostCounted = counted;
			this.example = this.columns.map((column) => cellText(record, column, this.text).trim());
		}
		if (this.total < 0) return;
		const total = wholeNumber(cellText(record, this.total, this.text).trim());
		if (total === null) return;
		for (const run of this.runs) if (this.sums[run.to + 1] - this.sums[run.from] === total) run.matches++;
		if (this.records % 64 === 1) this.forget();
	}

	private read(record: RecordScanner, i: number): number {
		const text = cellText(record, this.columns[i], this.text).trim();
		if (text === '') return 0;
		const number = wholeNumber(text);
		if (number === null) this.isBroken[i] = true;
		else this.cells[i]++;
		if (number) this.counted[i]++;
		return number ?? 0;
	}

	/** Drops the runs that no longer can be: nothing else costs time in a long file. */
	private forget(): void {
		const least = this.records < 64 ? 0 : this.records * (LEAST_SHARE / 2);
		const left = this.runs.filter((run) => this.isWhole(run) && run.matches >= least);
		this.runs.splice(0, this.runs.length, ...left);
	}

	private isWhole({ from, to }: Run): boolean {
		return !this.isBroken.slice(from, to + 1).some(Boolean);
	}

	/** The longest run that adds up; without a total the longest run of counts. */
	found(): CountColumns | null {
		const isCounted = (i: number) => this.counted[i] > 0;
		const likely = this.runs.filter((run) => {
			const parts = this.counted.slice(run.from, run.to + 1).filter((count) => count > 0).length;
			const fits = this.total < 0 || run.matches >= this.records * LEAST_SHARE;
			return this.records > 1 && parts > 1 && fits && this.isWhole(run);
		});
		const longest = likely.sort((a, b) => b.to - b.from - (a.to - a.from))[0];
		if (!longest) return null;
		let { from, to } = longest;
		while (!isCounted(from)) from++;
		while (!isCounted(to)) to--;
		const sum = (counts: number[]) => counts.slice(from, to + 1).reduce((all, count) => all + count, 0);
		return {
			columns: this.columns.slice(from, to + 1).map((index) => index + 1),
			matches: this.total < 0 ? null : longest.matches,
			cells: sum(this.cells),
			counted: sum(this.counted),
			example: this.example.slice(from, to + 1)
		};
	}
}

function wholeNumber(text: string): number | null {
	if (!WHOLE.test(text)) return null;
	const plain = /^\d+[.,]0+$/.test(text) && !/[.,]000$/.test(text) ? text.replace(/[.,]0+$/, '') : text;
	return Number(plain.replaceAll(/\D/g, ''));
}
