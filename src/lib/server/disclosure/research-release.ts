import { researchTable, roundedCount } from './research-table.ts';
import type { CountedTable, ReleasedTable } from './research-table.ts';

/** People by group and answer, under the name of the grouping. */
export interface Grouping {
	id: string;
	table: CountedTable;
}
export interface ResearchRelease {
	/** People asked, rounded to 5. */
	asked: number;
	/** Smallest count in it. */
	threshold: number;
	/** Answers, those of fewer people put together. */
	answers: string[];
	/** One table a grouping; null where it cannot be made safe and is withheld. */
	tables: { grouping: string; table: ReleasedTable | null }[];
	/** True counts of all totals by what they count: what a later release is checked against. Never for readers. */
	totals: Map<string, number>;
}

/**
 * The fixed set of tables an organisation may release to researchers on one ultimatum: each grouping of the people asked
 * by answer. Computed once and stored; the same counts give the same tables.
 *
 * All tables are audited together by being audited one by one: they are of the same people over the same answers, and
 * whatever fits one of them can be joined person by person, answer by answer, with whatever fits another.
 *
 * @param groupings tables of the same people over the same answers
 * @param threshold smallest count that researchers may see
 * @param collapsed name of groups or answers that are put together
 * @returns null where fewer than two answers of so many people each are left: nothing can be released
 * @throws where the groupings are not of the same people: then no table could be audited alone
 * @see METHODS 7
 */
export function researchRelease(
	groupings: readonly Grouping[],
	threshold: number,
	collapsed: string
): ResearchRelease | null {
	const [first] = groupings;
	if (!first) return null;
	const columnTotals = totalsOf(first.table);
	const isSame = ({ table }: Grouping) => totalsOf(table).join() === columnTotals.join();
	if (!groupings.every(isSame)) throw new Error('The groupings of a release must count the same people by answer.');
	const released = commonAnswers(first.table.columns, columnTotals, threshold, collapsed);
	const answers = [...new Set(released)];
	if (answers.length < 2) return null;
	const totals = new Map(answers.map((answer) => [`answer ${answer}`, 0]));
	released.forEach((answer, column) => {
		const name = `answer ${answer}`;
		totals.set(name, (totals.get(name) ?? 0) + columnTotals[column]);
	});
	const tables = groupings.map(({ id, table }) => {
		const counts = table.counts.map((row) =>
			answers.map((answer) => row.reduce((sum, count, column) => (released[column] === answer ? sum + count : sum), 0))
		);
		table.rows.forEach((group, index) => totals.set(`${id} ${group}`, sumOf(table.counts[index])));
		return { grouping: id, table: researchTable({ rows: table.rows, columns: answers, counts }, threshold, collapsed) };
	});
	return { asked: roundedCount(sumOf(columnTotals)), threshold, answers, tables, totals };
}

/** Each answer as it is released: those of fewer people than the threshold together, with the next rarest until they reach it. */
function commonAnswers(columns: string[], counts: number[], threshold: number, collapsed: string): string[] {
	const rarestFirst = columns.map((_, index) => index).sort((a, b) => counts[a] - counts[b] || a - b);
	const released = [...columns];
	let together = 0;
	for (const index of rarestFirst) {
		if (counts[index] >= threshold && (together === 0 || together >= threshold)) break;
		together += counts[index];
		released[index] = collapsed;
	}
	return released;
}

function totalsOf({ columns, counts }: CountedTable): number[] {
	return columns.map((_, column) => counts.reduce((sum, row) => sum + row[column], 0));
}

function sumOf(values: number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}
