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
		if (isInUnit !== null && !isInUnit(row)) continue;
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
	return { rows: cells.rows(), summary, notes: notesOf(summary) };
}

function byOutcome(counts: ArrayLike<number>, from: number): Record<(typeof OUTCOMES)[number], number> {
	return { selectedVoluntary: counts[from], selectedInvoluntary: counts[from + 1], notSelected: counts[from + 2] };
}

/** Counts people by title and grade, then age, then outcome. */
function worksheetCells(title: CodeColumn, grade: CodeColumn) {
	const found: { title: number; grade: number; age: number; at: number }[] = [];
	const counts: number[] = [];
	const byAge: (Map<number, number> | undefined)[] = [];
	const cellOf = (row: number, age: number): number => {
		const ownTitle = title.codes[row];
		const ownGrade = grade.codes[row];
		const ages = (byAge[ownTitle * grade.words.length + ownGrade] ??= new Map<number, number>());
		const known = ages.get(age);
		if (known !== undefined) return known;
		const at = counts.length;
		ages.set(age, at);
		counts.push(0, 0, 0);
		found.push({ title: ownTitle, grade: ownGrade, age, at });
		return at;
	};
	const [titleRank, gradeRank] = [ranksOf(title), ranksOf(grade)];
	return {
		count: (row: number, age: number, outcome: number) => counts[cellOf(row, age) + outcome]++,
		/** By title, grade and age. */
		rows: () =>
			found
				.sort(
					(a, b) => titleRank[a.title] - titleRank[b.title] || gradeRank[a.grade] - gradeRank[b.grade] || a.age - b.age
				)
				.map((cell): WorksheetRow => ({
					...{ jobTitle: title.words[cell.title], grade: grade.words[cell.grade], age: cell.age },
					...byOutcome(counts, cell.at)
				}))
	};
}

/** Whether a row is of the unit; null where everybody is. */
function unitTest(roster: ColumnTable, { department, site }: WorksheetParams): ((row: number) => boolean) | null {
	const tests = Object.entries({ department, site }).flatMap(([name, wanted]) => {
		if (wanted === null) return [];
		const { codes, words } = codeColumn(roster, name);
		const code = words.indexOf(wanted);
		return [(row: number) => codes[row] === code];
	});
	return tests.length === 0 ? null : (row) => tests.every((test) => test(row));
}

/** What became of each member of the base, by place; below 0 for those who left in no connection with the programme. */
function outcomes(
	roster: ColumnTable,
	base: ReductionBase,
	to: number,
	{ declinedAs, silentAs }: WorksheetParams
): (member: number) => number {
	const { codes, words } = codeColumn(roster, 'separationType');
	const given = { declinedAs, silentAs };
	const places = Int8Array.from(words, (type) => placeOf(type, given));
	return (member) => {
		if (base.last[member] > to) return NOT_SELECTED;
		const code = codes[base.lastRow[member]];
		if (places[code] !== UNSAID) return places[code];
		throw new UnfitParameter(
			words[code] === 'ultimatum-declined' ? 'declinedAs' : 'silentAs',
			'there are such exits: say whether they count as voluntary or involuntary'
		);
	};
}

const [OTHERWISE, UNSAID] = [-1, -2];

/** Where exits of a type stand. */
function placeOf(type: string, { declinedAs, silentAs }: Pick<WorksheetParams, 'declinedAs' | 'silentAs'>): number {
	const placeAs = (as: SelectionKind | null) => (as === null ? UNSAID : as === 'voluntary' ? VOLUNTARY : INVOLUNTARY);
	if (type === 'voluntary' || type === 'ultimatum-offer-accepted') return VOLUNTARY;
	if (type === 'involuntary') return INVOLUNTARY;
	if (type === 'ultimatum-declined') return placeAs(declinedAs);
	return type === 'ultimatum-silent' ? placeAs(silentAs) : OTHERWISE;
}

/** The place of each word in the order of the words. */
function ranksOf({ words }: CodeColumn): Uint32Array {
	const ranks = new Uint32Array(words.length);
	const order = words.map((_, code) => code).sort((a, b) => (words[a] < words[b] ? -1 : 1));
	order.forEach((code, rank) => (ranks[code] = rank));
	return ranks;
}

function notesOf(summary: WorksheetSummary): Note[] {
	const notes: Note[] = [{ key: 'metrics.owbpa.worksheet' }, ...SELECTION_NOTES];
	if (summary.withoutAge > 0) notes.push({ key: 'metrics.owbpa.withoutAge', details: { people: summary.withoutAge } });
	if (summary.leftOtherwise > 0)
		notes.push({ key: 'metrics.owbpa.leftOtherwise', details: { people: summary.leftOtherwise } });
	return notes;
}
