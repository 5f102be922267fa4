import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn, dayColumn, NO_DAY } from '#lib/server/columns.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { completedYearsBy } from '#lib/statistics/completed-years-by.ts';
import { fourFifths } from '#lib/statistics/four-fifths.ts';
import type { Note } from '../metric.ts';
import { reductionBase } from '../reduction-base.server.ts';
import type { ReductionBase } from '../reduction-base.server.ts';
import { SELECTION_NOTES } from '../selection-notes.ts';
import type { FourFifthsDimension, SelectionRow, SelectionSummary } from './four-fifths.ts';

export interface SelectionTables {
	/** A roster as described in `columns.ts`. */
	roster: ColumnTable;
	/** Role family of every row of the roster. */
	roles: RoleColumn;
	/** Birth dates and groups; needed by age and by group. */
	personal?: ColumnTable;
}
export interface SelectionParams {
	/** Civil dates: the last day before the reduction, and the day on which who is there was retained. */
	from: string;
	to: string;
	dimension: FourFifthsDimension;
	isPlanned: boolean;
	/** Groups with a smaller share of all people are listed, not compared; a whole percentage. */
	leastPercent: number;
}

/**
 * Four-fifths ratios of who was kept in a reduction, by group: a screening heuristic, arithmetic only.
 *
 * The favourable outcome is being retained. Retention and separation ratios stand side by side, since they can tell
 * opposite stories; where one person decides the direction, the row says so. Contractors are left out.
 *
 * @returns one row per group by name; people whose group is not stated are counted apart
 * @see METHODS 4.4; 29 CFR 1607.4(D); Questions and Answers of 2 March 1979, 44 FR 11996
 * @example retained 60, 45, 48 and 51 of 100 each: ratios 1, 0.75, 0.80 and 0.85, and only 0.75 is below four fifths
 */
export function fourFifthsScreen(
	tables: SelectionTables,
	params: SelectionParams
): { rows: SelectionRow[]; summary: SelectionSummary; notes: Note[] } {
	const { dimension, leastPercent } = params;
	const days = { from: dayNumber(params.from), to: dayNumber(params.to) };
	const base = reductionBase(tables.roster, tables.personal, days);
	const { words, codeOf } = groupsOf(tables, base, dimension, days.from);
	const [people, kept] = [new Uint32Array(words.length), new Uint32Array(words.length)];
	for (let member = 0; member < base.count; member++) {
		const code = codeOf(member);
		people[code]++;
		kept[code] += base.isRetained[member];
	}
	const notStated = people.reduce((sum, count, code) => sum + (words[code] === '' ? count : 0), 0);
	const isUsed = (code: number) => words[code] !== '' && people[code] > 0;
	const codes = words.map((_, code) => code).filter(isUsed);
	codes.sort((a, b) => (words[a] < words[b] ? -1 : 1));
	const counts = codes.map((code) => ({ people: people[code], retained: kept[code] }));
	const groups = codes.map((code) => words[code]);
	const ratios = fourFifths(counts, leastPercent);
	const rows = ratios.map((row, index) => ({ group: groups[index], ...row }));
	const reference = rows.find(({ isReference }) => isReference)?.group ?? null;
	const retained = kept.reduce((sum, count) => sum + count, 0);
	const summary = { ...params, people: base.count, retained, notStated, reference };
	return { rows, summary, notes: notesOf(rows, summary) };
}

const AGES = ['', 'under-40', '40-over'];
const PROTECTED_AGE = 40;

/** The groups of a dimension, '' where not stated, and which of them each member of the base is in. */
function groupsOf(
	{ roster, roles, personal }: SelectionTables,
	base: ReductionBase,
	dimension: FourFifthsDimension,
	on: number
): { words: readonly string[]; codeOf: (member: number) => number } {
	const { row, detail } = base;
	if (dimension === 'role') return { words: roles.families, codeOf: (member) => roles.codes[row[member]] };
	if (dimension !== 'age' && dimension !== 'group') {
		const { codes, words } = codeColumn(roster, dimension);
		return { words, codeOf: (member) => codes[row[member]] };
	}
	if (!personal) return { words: [''], codeOf: () => 0 };
	if (dimension === 'group') {
		const { codes, words } = codeColumn(personal, 'group');
		return { words, codeOf: (member) => (detail[member] < 0 ? 0 : codes[detail[member]]) };
	}
	const born = dayColumn(personal, 'bornOn').days;
	const yearsOf = completedYearsBy(on);
	const codeOf = (member: number) => {
		const day = detail[member] < 0 ? NO_DAY : born[detail[member]];
		return day === NO_DAY ? 0 : yearsOf(day) < PROTECTED_AGE ? 1 : 2;
	};
	return { words: AGES, codeOf };
}

function notesOf(rows: SelectionRow[], summary: SelectionSummary): Note[] {
	const notes: Note[] = [
		{ key: 'metrics.fourFifths.heuristic' },
		...SELECTION_NOTES,
		{ key: 'metrics.fourFifths.status' }
	];
	const count = (test: (row: SelectionRow) => boolean | null) => rows.filter(test).length;
	const small = count((row) => !row.isIncluded);
	const reversed = count((row) => row.isReversedByOnePerson && row.isBelowFourFifths);
	if (small > 0)
		notes.push({ key: 'metrics.fourFifths.small', details: { groups: small, percent: summary.leastPercent } });
	if (reversed > 0) notes.push({ key: 'metrics.fourFifths.onePerson', details: { groups: reversed } });
	if (summary.notStated > 0)
		notes.push({ key: 'metrics.fourFifths.notStated', details: { people: summary.notStated } });
	return notes;
}
