import type { FigureTable } from './figure.ts';

export type NativeKind = 'bars' | 'stacked' | 'points' | 'line' | 'curve';

/** A figure as an office program can draw it: the numbers of its table, by series. */
export interface NativeChart {
	kind: NativeKind;
	/** Where each value stands: words, or for a curve numbers. */
	categories: (string | number)[];
	/** One value a category; null where nothing is known or shown. */
	series: { name: string; values: (number | null)[] }[];
	isShare: boolean;
	isLogarithmic: boolean;
}

interface Rule {
	kind: NativeKind;
	/** Ids of columns: any table that has them is drawn like this. */
	category: string;
	values: string[];
	/** Left out where the table lacks it. */
	optional?: string;
	/** The column that tells the series apart. */
	by?: string;
	isShare?: boolean;
	isLogarithmic?: boolean;
}

// The first that fits holds.
const RULES: Rule[] = [
	{ kind: 'bars', category: 'role', optional: 'before', values: ['required', 'qualified'] },
	{ kind: 'bars', category: 'name', optional: 'before', values: ['required', 'qualified'] },
	{ kind: 'points', category: 'role', values: ['days-early', 'days-middle', 'days-late'] },
	{ kind: 'points', category: 'role', values: ['alone-low', 'alone-middle', 'alone-high', 'required'] },
	{ kind: 'points', category: 'group', values: ['lower', 'ratio', 'upper'], isLogarithmic: true },
	{ kind: 'points', category: 'group', values: ['lower', 'rate', 'upper'] },
	{ kind: 'curve', category: 'time', by: 'group', values: ['share'], isShare: true },
	{ kind: 'stacked', category: 'group', values: ['leave', 'silent', 'stay'] },
	{ kind: 'curve', category: 'hours', values: ['share'], isShare: true },
	{ kind: 'line', category: 'date', by: 'group', values: ['headcount'] },
	{ kind: 'line', category: 'date', values: ['headcount'] },
	{ kind: 'points', category: 'team', values: ['low', 'percent', 'high'], isShare: true },
	{ kind: 'points', category: 'figure', values: ['low', 'best', 'high'] },
	{ kind: 'points', category: 'what', values: ['low', 'best', 'high'] },
	{ kind: 'points', category: 'date', values: ['low', 'best', 'high'] },
	{ kind: 'bars', category: 'role', values: ['before', 'after'] },
	{ kind: 'bars', category: 'step', values: ['count'] },
	{ kind: 'stacked', category: 'role', by: 'outcome', values: ['people'] },
	{ kind: 'stacked', category: 'group', by: 'tenure', values: ['people'] },
	{ kind: 'bars', category: 'row', by: 'column', values: ['share'], isShare: true }
];

/** The numbers of a table for a chart that can be edited; null where it holds nothing such a chart can draw. */
export function nativeChart(table: FigureTable): NativeChart | null {
	const ids = table.columns.map((column) => column.id);
	const fits = ({ category, by, values }: Rule) =>
		[category, ...(by ? [by] : []), ...values].every((id) => ids.includes(id));
	const rule = RULES.find(fits);
	if (rule === undefined || table.rows.length === 0) return null;
	const { kind, isShare = false, isLogarithmic = false } = rule;
	return { kind, isShare, isLogarithmic, ...(rule.by ? pivoted(table, rule, rule.by) : plain(table, rule)) };
}

type Drawn = Pick<NativeChart, 'categories' | 'series'>;

function plain(table: FigureTable, { kind, category, values, optional }: Rule): Drawn {
	const at = (id: string) => table.columns.findIndex((column) => column.id === id);
	const shown = optional !== undefined && at(optional) >= 0 ? [values[0], optional, ...values.slice(1)] : values;
	return {
		categories: table.rows.map((row) => placeOf(row[at(category)], kind)),
		series: shown.map((id) => ({
			name: table.columns[at(id)].label,
			values: table.rows.map((row) => numberOf(row[at(id)].value))
		}))
	};
}

/** One series a value of `by`, over all places that occur; curves in order of their numbers. */
function pivoted(table: FigureTable, { kind, category, values }: Rule, by: string): Drawn {
	const at = (id: string) => table.columns.findIndex((column) => column.id === id);
	const places = [...new Set(table.rows.map((row) => placeOf(row[at(category)], kind)))];
	if (kind === 'curve') places.sort((one, other) => Number(one) - Number(other));
	const named = new Map<string, Map<string | number, number | null>>();
	for (const row of table.rows) {
		const name = row[at(by)].text;
		const known = named.get(name) ?? new Map<string | number, number | null>();
		named.set(name, known.set(placeOf(row[at(category)], kind), numberOf(row[at(values[0])].value)));
	}
	const series = [...named].map(([name, known]) => ({
		name,
		values: places.map((place) => known.get(place) ?? null)
	}));
	return { categories: places, series };
}

function placeOf(cell: FigureTable['rows'][number][number], kind: NativeKind): string | number {
	return kind === 'curve' && typeof cell.value === 'number' ? cell.value : cell.text;
}

function numberOf(value: string | number | null): number | null {
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
