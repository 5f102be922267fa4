import { NO_DAY, type Column, type ColumnTable } from '#lib/server/columns.ts';
import { civilDate } from '#lib/statistics/civil-date.ts';
import { headcountByMonth } from '../staging/headcount-months.server.ts';
import type { Difference } from './draft-view.ts';

/** A table about people and the day it was true (a day number; null where the kind has none). */
export interface PeopleVersion {
	table: ColumnTable;
	asOf: number | null;
	/** Fields of the kind by column of the table. */
	fields: Record<string, string>;
}

/** A difference whose samples still name the person: a key of `personKeys`, replaced by a line before it is kept. */
export interface PeopleDifference extends Difference {
	sampledPeople: bigint[];
}

const SAMPLES = 20;

/**
 * Compares two versions person by person: a person is changed where any of their rows is. In a roster, people who were
 * employed and now have an exit date have ended, and those of `before` who are not in `after` are missing, but for
 * those of `remembered` (keys of `personKeys`), of whom the analyst has said that a file need not cover them.
 */
export function peopleDifference(
	before: PeopleVersion | null,
	after: PeopleVersion,
	remembered: ReadonlySet<bigint> = new Set()
): PeopleDifference {
	const people = after.table.personKeys?.length ?? 0;
	const isRoster = 'hiredOn' in after.table.columns;
	const found = before
		? new Comparison(before, after, remembered).run()
		: { removed: 0, changed: 0, unchanged: 0, samples: [], sampledPeople: [] };
	return {
		...found,
		added: people - found.changed - found.unchanged,
		headcountByMonth: isRoster ? headcountByMonth(before, after) : [],
		...(isRoster && before && { separations: separations(before, after) })
	};
}

class Comparison {
	private readonly old: PeopleRows;
	private readonly now: PeopleRows;
	private readonly columns: ComparedColumn[];
	private readonly samples: Difference['samples'] = [];
	private readonly sampledPeople: bigint[] = [];
	private readonly counts = { removed: 0, changed: 0, unchanged: 0, ended: 0, employed: 0, still: 0 };

	constructor(
		before: PeopleVersion,
		after: PeopleVersion,
		private readonly remembered: ReadonlySet<bigint>
	) {
		this.old = new PeopleRows(before);
		this.now = new PeopleRows(after);
		this.columns = Object.keys(after.table.columns).map((name) => ({
			field: after.fields[name],
			isEqual: cellComparison(before.table.columns[name], after.table.columns[name]),
			before: cellTexts(before.table.columns[name]),
			after: cellTexts(after.table.columns[name])
		}));
	}

	run() {
		const { old, now, counts } = this;
		let n = 0;
		for (let o = 0; o < old.keys.length; o++) {
			while (n < now.keys.length && now.keys[n] < old.keys[o]) n++;
			if (n < now.keys.length && now.keys[n] === old.keys[o]) this.compare(o, n++);
			else this.miss(o);
		}
		const { removed, changed, unchanged, ended, employed, still } = counts;
		const missing = removed > still && { missing: { people: removed - still, employed } };
		const ofRoster = { ended, ...missing, ...(still > 0 && { remembered: still }) };
		const { samples, sampledPeople } = this;
		return { removed, changed, unchanged, samples, sampledPeople, ...(now.exits && ofRoster) };
	}

	private miss(o: number): void {
		this.counts.removed++;
		if (this.remembered.has(this.old.keys[o])) this.counts.still++;
		else if (this.old.isEmployed(o)) this.counts.employed++;
	}

	private compare(o: number, n: number): void {
		const [from, start] = [this.old.starts[o], this.now.starts[n]];
		const before = this.old.starts[o + 1] - from;
		const after = this.now.starts[n + 1] - start;
		if (before === after && this.isSame(from, start, after)) {
			this.counts.unchanged++;
			return;
		}
		this.counts.changed++;
		if (this.old.isEmployed(o) && !this.now.isEmployed(n)) this.counts.ended++;
		for (let row = 0; row < Math.max(before, after) && this.samples.length < SAMPLES; row++)
			this.sample(this.now.keys[n], row < before ? from + row : null, row < after ? start + row : null);
	}

	private isSame(from: number, start: number, rows: number): boolean {
		for (let row = 0; row < rows; row++)
			for (const { isEqual } of this.columns) if (!isEqual(from + row, start + row)) return false;
		return true;
	}

	/** The changed fields of one row, or the first field of a row that one version alone has. */
	private sample(person: bigint, o: number | null, n: number | null): void {
		for (const { field, isEqual, before, after } of this.columns) {
			if (this.samples.length >= SAMPLES) return;
			if (o !== null && n !== null && isEqual(o, n)) continue;
			const texts = { before: o === null ? '' : before(o), after: n === null ? '' : after(n) };
			this.samples.push({ line: null, field, ...texts });
			this.sampledPeople.push(person);
			if (o === null || n === null) return;
		}
	}
}

interface ComparedColumn {
	field: string;
	isEqual(oldRow: number, newRow: number): boolean;
	before(row: number): string;
	after(row: number): string;
}

/** The rows of each person of a table. */
class PeopleRows {
	readonly keys: BigUint64Array;
	/** First row of each person, and the number of rows at the end. */
	readonly starts: Uint32Array;
	/** Exit dates of a roster. */
	readonly exits: Int32Array | null;
	private readonly asOf: number;

	constructor({ table, asOf }: PeopleVersion) {
		this.keys = table.personKeys ?? new BigUint64Array();
		this.starts = new Uint32Array(this.keys.length + 1);
		for (const person of table.person ?? []) this.starts[person + 1]++;
		for (let i = 0; i < this.keys.length; i++) this.starts[i + 1] += this.starts[i];
		const exited = table.columns.exitedOn;
		this.exits = exited?.type === 'day' ? exited.days : null;
		this.asOf = asOf ?? Infinity;
	}

	isEmployed(person: number): boolean {
		if (this.exits === null) return false;
		for (let row = this.starts[person]; row < this.starts[person + 1]; row++)
			if (this.exits[row] === NO_DAY || this.exits[row] > this.asOf) return true;
		return false;
	}
}

function cellComparison(before: Column, after: Column): (oldRow: number, newRow: number) => boolean {
	if (before.type === 'code' && after.type === 'code') {
		const newCodes = new Map(after.words.map((word, code) => [word, code]));
		const translated = before.words.map((word) => newCodes.get(word) ?? -1);
		return (o, n) => translated[before.codes[o]] === after.codes[n];
	}
	const old = numbersOf(before);
	const now = numbersOf(after);
	return (o, n) => Object.is(old[o], now[n]);
}

function numbersOf(column: Column): ArrayLike<number> {
	if (column.type === 'code') return column.codes;
	if (column.type === 'day') return column.days;
	return column.type === 'number' ? column.values : column.milliseconds;
}

function cellTexts(column: Column): (row: number) => string {
	if (column.type === 'code') return (row) => column.words[column.codes[row]];
	if (column.type === 'day') return (row) => (column.days[row] === NO_DAY ? '' : civilDate(column.days[row]));
	const numbers = numbersOf(column);
	const isInstant = column.type === 'instant';
	return (row) =>
		Number.isNaN(numbers[row]) ? '' : isInstant ? new Date(numbers[row]).toISOString() : String(numbers[row]);
}

/** Separations by type up to the day each version was true, where their numbers differ; '' is a type not given. */
function separations(before: PeopleVersion, after: PeopleVersion): NonNullable<Difference['separations']> {
	const old = separationCounts(before);
	const now = separationCounts(after);
	return [...new Set([...old.keys(), ...now.keys()])]
		.sort()
		.map((type) => ({ type, before: old.get(type) ?? 0, after: now.get(type) ?? 0 }))
		.filter((counts) => counts.before !== counts.after);
}

function separationCounts({ table, asOf }: PeopleVersion): Map<string, number> {
	const counts = new Map<string, number>();
	const { exitedOn, separationType } = table.columns;
	if (exitedOn?.type !== 'day' || separationType?.type !== 'code') return counts;
	for (let row = 0; row < table.rowCount; row++) {
		const day = exitedOn.days[row];
		if (day === NO_DAY || day > (asOf ?? Infinity)) continue;
		const type = separationType.words[separationType.codes[row]];
		counts.set(type, (counts.get(type) ?? 0) + 1);
	}
	return counts;
}
