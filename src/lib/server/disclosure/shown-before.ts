/** Counts of one group by category; null for a count that is hidden. */
export type ShownCounts = Record<string, number | null>;

/** A table of counts as executives saw it. */
export interface ShownTable {
	/** The sums of the columns; empty where the table has none. */
	totals: ShownCounts;
	/** By group; null for a group that is hidden whole. A group that is not named had nobody in it. */
	rows: Record<string, ShownCounts | null>;
}

/** What executives saw of one table of a figure. */
export interface ShownPart {
	/** As it was shown when it held the very counts it holds now: so it stays. Null where it was not shown yet. */
	settled: ShownTable | null;
	/** As it was shown with other counts: before a correction, of another version, under other role rules. */
	former: readonly ShownTable[];
}

/** What executives saw of a figure, by the name of its table. */
export type ShownBefore = (part: string) => ShownPart;

/** Counts that stand in no group. */
export function totalsOnly(totals: ShownCounts): ShownTable {
	return { totals, rows: {} };
}

const NOTHING: ShownPart = { settled: null, former: [] };

/** A figure that nobody was shown yet. */
export const NOTHING_SHOWN: ShownBefore = () => NOTHING;

/** Whether two counts differ by 1 to threshold - 1 people. A count that was hidden differs from nothing. */
export function isSmallChange(count: number, former: number | null | undefined, threshold: number): boolean {
	if (former === null || former === undefined) return false;
	const change = Math.abs(count - former);
	return change > 0 && change < threshold;
}

/**
 * Whether a count, subtracted from one formerly shown in its place, would leave 1 to threshold - 1 people; of a table
 * that was shown with these very counts, whether it was hidden there.
 *
 * @see METHODS 7.4
 * @example 12 after 14 was shown, threshold 5: true; 14 again, or 19: false
 */
export function isChangeHidden(
	part: ShownPart,
	count: number,
	{ row, column }: { row: string | null; column: string },
	threshold: number
): boolean {
	if (part.settled) return (countOf(part.settled, row, column) ?? null) === null;
	return part.former.some((table) => isSmallChange(count, countOf(table, row, column), threshold));
}

/** A row of figures that are no counts, and under which names the people are counted they rest on. */
export interface FiguresOfPeople {
	row: string;
	values: ShownCounts;
	people: readonly string[];
}

/**
 * Whether figures moved since they were shown although the people they rest on are fewer than the threshold more or
 * less: what moved them is a matter of those few. Of a row that was shown with these very figures, whether they were
 * hidden there.
 *
 * @see METHODS 7.4
 * @example 80 % of 40 people after 82 % of 41 was shown: true; 80 % of 46: false
 */
export function isMovedByFew(part: ShownPart, { row, values, people }: FiguresOfPeople, threshold: number): boolean {
	const figures = Object.keys(values).filter((name) => !people.includes(name) && values[name] !== null);
	const shown = (then: ShownCounts | null | undefined, name: string) => then?.[name] ?? null;
	const { settled, former } = part;
	if (settled) return figures.some((name) => shown(settled.rows[row], name) === null);
	return former.some(({ rows }) => {
		const then = rows[row];
		const isMoved = figures.some((name) => shown(then, name) !== null && shown(then, name) !== values[name]);
		const change = (name: string) => Math.abs((values[name] ?? 0) - (shown(then, name) ?? 0));
		return isMoved && people.every((name) => change(name) < threshold);
	});
}

/** A count as it was shown, of a total where no group is named; undefined where there was none. */
function countOf({ totals, rows }: ShownTable, row: string | null, column: string): number | null | undefined {
	return row === null ? totals[column] : rows[row]?.[column];
}

/**
 * What can be worked out of the people of some groups in one column: their sum where each is shown, or where the total
 * and all other groups are; else null.
 */
export function knownSum(table: ShownTable, groups: ReadonlySet<string>, column: string): number | null {
	const sumOf = (isAsked: (group: string) => boolean) =>
		Object.keys(table.rows)
			.filter(isAsked)
			.reduce<number | null>((sum, group) => {
				const count = table.rows[group]?.[column] ?? null;
				return sum === null || count === null ? null : sum + count;
			}, 0);
	const own = sumOf((group) => groups.has(group));
	if (own !== null) return own;
	const total = table.totals[column] ?? null;
	const others = sumOf((group) => !groups.has(group));
	return total === null || others === null ? null : total - others;
}

/**
 * Whether the people who stand together under hidden counts of a column, now or formerly, can be subtracted: their sum
 * is known from both tables and differs by 1 to threshold - 1.
 *
 * @see METHODS 7.4
 * @example 8 and 9 hidden of 40 formerly, shown now as 8 and 10 of 41: 17 against 18
 */
export function isSumGivenAway(now: ShownTable, former: ShownTable, columns: readonly string[], threshold: number) {
	return columns.some((column) =>
		[hiddenIn(now, column), hiddenIn(former, column)].some((groups) => {
			const [sum, before] = [knownSum(now, groups, column), knownSum(former, groups, column)];
			return sum !== null && isSmallChange(sum, before, threshold);
		})
	);
}

function hiddenIn({ rows }: ShownTable, column: string): Set<string> {
	return new Set(Object.keys(rows).filter((group) => (rows[group]?.[column] ?? null) === null));
}
