import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn, dayColumn, NO_DAY } from '#lib/server/columns.ts';
import { completedYears, dayNumber } from '#lib/statistics/civil-date.ts';
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

type Outcome = 'selectedVoluntary' | 'selectedInvoluntary' | 'notSelected';

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
	const rows = new Map<string, WorksheetRow>();
	const totals = { selectedVoluntary: 0, selectedInvoluntary: 0, notSelected: 0, withoutAge: 0, leftOtherwise: 0 };
	for (let member = 0; member < base.count; member++) {
		const row = base.row[member];
		if (!isInUnit(row)) continue;
		const outcome = outcomeOf(member);
		const day = base.detail[member] < 0 ? NO_DAY : born[base.detail[member]];
		if (outcome === null) totals.leftOtherwise++;
		else if (day === NO_DAY) totals.withoutAge++;
		else {
			totals[outcome]++;
			const about = {
				jobTitle: title.words[title.codes[row]],
				grade: grade.words[grade.codes[row]],
				age: completedYears(day, days.agesOn)
			};
			const key = JSON.stringify(about);
			const cell = rows.get(key) ?? { ...about, selectedVoluntary: 0, selectedInvoluntary: 0, notSelected: 0 };
			cell[outcome]++;
			rows.set(key, cell);
		}
	}
	const { from, to, agesOn, department, site, isPlanned } = params;
	const summary = { from, to, agesOn, department, site, isPlanned, ...totals };
	return { rows: [...rows.values()].sort(byTitleGradeAge), summary, notes: notesOf(summary) };
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

/** What became of each member of the base: null for those who left in no connection with the programme. */
function outcomes(
	roster: ColumnTable,
	base: ReductionBase,
	to: number,
	{ declinedAs, silentAs }: WorksheetParams
): (member: number) => Outcome | null {
	const { codes, words } = codeColumn(roster, 'separationType');
	const settled = (as: SelectionKind | null, parameter: 'declinedAs' | 'silentAs') => {
		if (as === null)
			throw new UnfitParameter(parameter, 'there are such exits: say whether they count as voluntary or involuntary');
		return as === 'voluntary' ? 'selectedVoluntary' : 'selectedInvoluntary';
	};
	return (member) => {
		if (base.last[member] > to) return 'notSelected';
		const type = words[codes[base.lastRow[member]]];
		if (type === 'voluntary' || type === 'ultimatum-offer-accepted') return 'selectedVoluntary';
		if (type === 'involuntary') return 'selectedInvoluntary';
		if (type === 'ultimatum-declined') return settled(declinedAs, 'declinedAs');
		return type === 'ultimatum-silent' ? settled(silentAs, 'silentAs') : null;
	};
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
