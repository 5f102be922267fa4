import type { ColumnPlan, ImportPlan } from './plan.ts';

/** How the header row of a file differs from the one a plan was made for. */
export interface HeaderChange {
	/** Positions of columns the plan does not know, and names of imported columns that are gone. */
	added: number[];
	gone: string[];
}

/** Less than this share of the imported columns in common: another source, not a changed one. */
const LEAST_COMMON = 0.5;

/**
 * What changed since a plan was made, or null where its header is the same or so different that it is another
 * source's. Columns are told by their names, wherever they stand; a name that occurs twice tells nothing.
 */
export function headerChange(profile: ImportPlan | undefined, headers: readonly string[]): HeaderChange | null {
	if (!profile || isSameHeader(profile.columns, headers)) return null;
	const known = new Set(profile.columns.map(({ header }) => header));
	const imported = profile.columns.filter(({ field }) => field !== null);
	const gone = imported.filter(({ header }) => !isOnce(headers, header)).map(({ header }) => header);
	if (imported.length === 0 || gone.length > imported.length * LEAST_COMMON) return null;
	return { added: headers.flatMap((header, at) => (known.has(header) ? [] : [at + 1])), gone };
}

export function isSameHeader(columns: readonly ColumnPlan[] | undefined, headers: readonly string[]): boolean {
	return columns?.length === headers.length && columns.every(({ header }, index) => header === headers[index]);
}

function isOnce(headers: readonly string[], name: string): boolean {
	return headers.filter((header) => header === name).length === 1;
}

/** What a changed file takes over: the decisions about columns that are still there, at their new places. */
export function keptColumns(profile: ImportPlan, headers: readonly string[]): ColumnPlan[] {
	return profile.columns.flatMap((column) =>
		column.field !== null && isOnce(headers, column.header)
			? [{ ...column, position: headers.indexOf(column.header) + 1 }]
			: []
	);
}

/** Among the plans of earlier files, newest first, the one whose header is nearest; null where none is near. */
export function nearestProfile(profiles: readonly ImportPlan[], headers: readonly string[]): ImportPlan | null {
	let nearest: { profile: ImportPlan; gone: number } | null = null;
	for (const profile of profiles) {
		const change = headerChange(profile, headers);
		if (change && change.gone.length < (nearest?.gone ?? Infinity)) nearest = { profile, gone: change.gone.length };
	}
	return nearest?.profile ?? null;
}
