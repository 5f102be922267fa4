import type { CodeColumn, ColumnTable } from '#lib/server/columns.ts';
import { codeColumn, dayColumn, NO_DAY } from '#lib/server/columns.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { completedYearsBy } from '#lib/statistics/completed-years-by.ts';
import { UnfitParameter } from '../metric-definition.server.ts';
import type { Note } from '../metric.ts';
import { reductionBase } from '../reduction-base.server.ts';
import type { ReductionBase } from '../reduction-base.server.ts';
import { SELECTION_NOTES } from '../selection-notes.ts';
import type { SelectionKind, WorksheetRow, WorksheetSummary } from './owbpa-worksheet.ts';

export interface WorksheetTables {
	/** A roster as described in `columns.ts`. */
	roster: ColumnTable;
	/** Birth dates. */
	personal: ColumnTable;
}
export interface WorksheetParams {
	/** Civil dates: the last day before the programme and its last day. */
	from: string;
	to: string;
	agesOn: string;
	department: string | null;
	site: string | null;
	/** How exits by a declined ultimatum and by silence count; null: there must be none. */
	declinedAs: SelectionKind | null;
	silentAs: SelectionKind | null;
	isPlanned: boolean;
}

const OUTCOMES = ['selectedVoluntary', 'selectedInvoluntary', 'notSelected'] as const;
const [VOLUNTARY, INVOLUNTARY, NOT_SELECTED] = [0, 1, 2];

/**
 * Job titles, grades and single-year ages of everybody in a unit, those selected for a programme apart from the others:
 * a worksheet, no disclosure document. Nothing is suppressed or rounded.
 *
 * @returns rows by job title, grade and age; voluntary and involuntary kept apart
 * @throws UnfitParameter where an exit of an ultimatum occurs that the parameters do not classify
 * @see METHODS 4.5; 29 U.S.C. 626(f)(1)(H); 29 CFR 1625.22(f)
 * @example born 1984-03-01, ages on 2024-02-29: 39
 */
export function owbpaWorksheet(
	tables: WorksheetTables,
	params: WorksheetParams
): { rows: WorksheetRow[]; summary: WorksheetSummary; notes: Note[] } {
	const { roster, personal } = tables;
	const days = { from: dayNumber(params.from), to: dayNumber(params.to), agesOn: dayNumber(params.agesOn) };
	const base = reductionBase(roster, personal, days);
	const [title, grade] = [codeColumn(roster, 'jobTitle'), codeColumn(roster, 'level')];
	const born = dayColumn(personal, 'bornOn').days;
	const isInUnit = unitTest(roster, params);
	const outcomeOf = outcomes(roster, base, days.to, params);
	const ageOf = completedYearsBy(days.agesOn);
	const cells = worksheetCells(title, grade);
	const totals = new Uint32Array(OUTCOMES.length);
	let [withoutAge, leftOtherwise] = [0, 0];
	for (let member = 0; member < base.count; member++) {
		const row = base.row[member];
		if (!isInUnit(row)) continue;
		const outcome = outcomeOf(member);
		const day = base.detail[member] < 0 ? NO_DAY : born[base.detail[member]];
		if (outcome < 0) leftOtherwise++;
		else if (day === NO_DAY) withoutAge++;
		else {
			totals[outcome]++;
			cells.count(row, ageOf(day), outcome);
		}
	}
	const { from, to, agesOn, department, site, isPlanned } = params;
	const summary = { from, to, agesOn, department, site, isPlanned, ...byOutcome(totals, 0), withoutAge, leftOtherwise };
	return { rows: cells.rows().sort(byTitleGradeAge), summary, notes: notesOf(summary) };
}

function byOutcome(counts: ArrayLike<number>, from: number): Record<(typeof OUTCOMES)[number], number> {
	return { selectedVoluntary: counts[from], selectedInvoluntary: counts[from + 1], notSelected: counts[from + 2] };
}

/** Counts people by title and grade, then age, then outcome. */
function worksheetCells(title: CodeColumn, grade: CodeColumn) {
	const found: Pick<WorksheetRow, 'jobTitle' | 'grade' | 'age'>[] = [];
	const counts: number[] = [];
	const byAge: (Map<number, number> | undefined)[] = [];
	const cellOf = (row: number, age: number): number => {
		const [ownTitle, ownGrade] = [title.codes[row], grade.codes[row]];
		const ages = (byAge[ownTitle * grade.words.length + ownGrade] ??= new Map<number, number>());
		const known = ages.get(age);
		if (known !== undefined) return known;
		const cell = counts.length;
		ages.set(age, cell);
		counts.push(0, 0, 0);
		found.push({ jobTitle: title.words[ownTitle], grade: grade.words[ownGrade], age });
		return cell;
	};
	return {
		count: (row: number, age: number, outcome: number) => counts[cellOf(row, age) + outcome]++,
		rows: () => found.map((about, index): WorksheetRow => ({ ...about, ...byOutcome(counts, index * OUTCOMES.length) }))
	};
}

function unitTest(roster: ColumnTable, { department, site }: WorksheetParams): (row: number) => boolean {
	const tests = Object.entries({ department, site }).flatMap(([name, wanted]) => {
		if (wanted === null) return [];
		const { codes, words } = codeColumn(roster, name);
		const code = words.indexOf(wanted);
		return [(row: number) => codes[row] === code];
	});
	return (row) => tests.every((test) => test(row));
}

/** What became of each member of the base, by place; below 0 for those who left in no connection with the programme. */
function outcomes(
	roster: ColumnTable,
	base: ReductionBase,
	to: number,
	{ declinedAs, silentAs }: WorksheetParams
): (member: number) => number {
	const { codes, words } = codeColumn(roster, 'separationType');
	const place = (as: SelectionKind | null, parameter: 'declinedAs' | 'silentAs') => () => {
		if (as === null)
			throw new UnfitParameter(parameter, 'there are such exits: say whether they count as voluntary or involuntary');
		return as === 'voluntary' ? VOLUNTARY : INVOLUNTARY;
	};
	const placeOf = words.map((type) => {
		if (type === 'voluntary' || type === 'ultimatum-offer-accepted') return () => VOLUNTARY;
		if (type === 'involuntary') return () => INVOLUNTARY;
		if (type === 'ultimatum-declined') return place(declinedAs, 'declinedAs');
		return type === 'ultimatum-silent' ? place(silentAs, 'silentAs') : () => -1;
	});
	return (member) => (base.last[member] > to ? NOT_SELECTED : placeOf[codes[base.lastRow[member]]]());
}

function byTitleGradeAge(a: WorksheetRow, b: WorksheetRow): number {
	return compare(a.jobTitle, b.jobTitle) || compare(a.grade, b.grade) || a.age - b.age;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function notesOf(summary: WorksheetSummary): Note[] {
	const notes: Note[] = [{ key: 'metrics.owbpa.worksheet' }, ...SELECTION_NOTES];
	if (summary.withoutAge > 0) notes.push({ key: 'metrics.owbpa.withoutAge', details: { people: summary.withoutAge } });
	if (summary.leftOtherwise > 0)
		notes.push({ key: 'metrics.owbpa.leftOtherwise', details: { people: summary.leftOtherwise } });
	return notes;
}
