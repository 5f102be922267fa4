import type { RecordWatcher } from '../file/file-profile.ts';
import type { RecordScanner } from '../file/scanner.ts';
import { readDateText } from '../values/dates.ts';
import type { ColumnProfile } from '../values/column-profile.ts';

/** People whose rows are compared: the first distinct ids of the file, which a column profile numbers. */
const PEOPLE = 20_000;
const MOST_COLUMNS = 64;

/** A column that says which snapshot a row belongs to. */
export interface PeriodColumn {
	/** Index of the column. */
	index: number;
	/** A year or a month has more than one day that it may have been true on. */
	isPartial: boolean;
	periods: number;
}

/**
 * Finds the column that tells the rows of one person apart in time: all its values are years, months or days, it is
 * always filled, and it differs between the rows of one person where the hire date does not. Looks at the first
 * 20,000 people only, so an ordinary roster pays almost nothing.
 */
export class PeriodEvidence implements RecordWatcher {
	/** Rows of people seen before, and all rows of the people looked at. */
	repeats = 0;
	rows = 0;
	private candidates: { index: number; first: Int32Array; changed: number }[] | null = null;
	private hires: { first: Int32Array; changed: number } | null = null;
	private readonly isKnown = new Uint8Array(PEOPLE);

	/** `taken` are columns that mean something else: dates of hire and exit, birth dates. */
	constructor(
		private readonly person: number,
		private readonly hire: number,
		private readonly taken: ReadonlySet<number>
	) {}

	take(_record: RecordScanner, columns: readonly ColumnProfile[]): void {
		const id = columns[this.person].cell;
		if (id < 0 || id >= PEOPLE) return;
		this.candidates ??= this.choose(columns);
		this.hires ??= { first: new Int32Array(PEOPLE), changed: 0 };
		this.rows++;
		const isRepeat = this.isKnown[id] === 1;
		if (isRepeat) this.repeats++;
		else this.isKnown[id] = 1;
		for (const candidate of this.candidates) compare(candidate, id, columns[candidate.index].cell, isRepeat);
		if (this.hire >= 0) compare(this.hires, id, columns[this.hire].cell, isRepeat);
	}

	/** The columns that may be the period, those with the most periods first; none where rows are employments. */
	found(columns: readonly ColumnProfile[], records: number): PeriodColumn[] {
		const { repeats, rows } = this;
		const isRepeated = repeats >= 2 && repeats * 5 >= rows;
		if (!isRepeated || (this.hires && this.hires.changed * 2 > repeats)) return [];
		return (this.candidates ?? [])
			.filter(({ changed }) => changed * 5 >= repeats * 4)
			.flatMap(({ index }): PeriodColumn[] => {
				const { words, filled } = columns[index];
				if (!words || words.size < 2 || filled < records) return [];
				const forms = [...words.keys()].map((word) => readDateText(word)?.form ?? null);
				if (forms.some((form) => form === null || form === 'serial')) return [];
				return [{ index, isPartial: forms.includes('partial'), periods: words.size }];
			})
			.sort((a, b) => b.periods - a.periods);
	}

	/** Columns whose first value is a date, a month or a year. */
	private choose(columns: readonly ColumnProfile[]) {
		return columns
			.flatMap((column, index) => {
				if (this.taken.has(index) || index === this.person || index === this.hire) return [];
				const text = column.firstText();
				const form = text === null ? null : readDateText(text)?.form;
				return form && form !== 'serial' ? [{ index, first: new Int32Array(PEOPLE), changed: 0 }] : [];
			})
			.slice(0, MOST_COLUMNS);
	}
}

function compare(column: { first: Int32Array; changed: number }, id: number, cell: number, isRepeat: boolean): void {
	if (!isRepeat) column.first[id] = cell;
	else if (column.first[id] !== cell) column.changed++;
}
