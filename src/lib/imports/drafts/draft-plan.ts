import type { Field, Layout } from '#lib/datasets/dataset.ts';
import { headerChange, isSameHeader, keptColumns } from '../header-change.ts';
import type { Mapping } from '../mapping.ts';
import { movedTypes, settledTypes } from '../type-columns.ts';
import type { ColumnPlan, Delimiter, Encoding, ImportPlan } from '../plan.ts';

export interface FileShape {
	encoding: Encoding;
	delimiter: Delimiter;
	sheet?: string;
	escape?: ImportPlan['escape'];
	headerLine: number;
	headers: string[];
}

/** What the caller already knows: a full plan with answers, parts of one, or the plan of an earlier file. */
export interface PlanHints {
	profile?: ImportPlan;
	overrides?: Partial<ImportPlan>;
}

/**
 * The plan before any question: what was found, over it what was decided for an earlier file with the same header row,
 * over it what was decided for this file. The snapshot day, the event and what becomes of missing people are never taken from another file.
 */
export function draftPlan(kind: string, shape: FileShape, hints: PlanHints): ImportPlan {
	const { overrides } = hints;
	const change = headerChange(hints.profile, shape.headers);
	const isSame = isSameHeader(hints.profile?.columns, shape.headers);
	const profile = isSame || (change && !overrides?.decided?.includes('header-changed')) ? hints.profile : undefined;
	const remembered = profile && (isSame ? profile.columns : keptColumns(profile, shape.headers));
	const known = overrides?.columns?.length ? overrides.columns : remembered;
	const plan: ImportPlan = {
		kind,
		encoding: shape.encoding,
		delimiter: shape.delimiter,
		...(shape.sheet !== undefined && { sheet: shape.sheet }),
		...(shape.escape !== undefined && { escape: shape.escape }),
		headerLine: shape.headerLine,
		columns: shape.headers.map((header, index) => columnOf(header, index + 1, known)),
		asOf: overrides?.asOf ?? null,
		exitConvention: overrides?.exitConvention ?? profile?.exitConvention ?? 'last-day',
		statusConflict: overrides?.statusConflict ?? profile?.statusConflict ?? null,
		event: overrides?.event ?? null,
		skipTotalRow: overrides?.skipTotalRow ?? false,
		...layoutDecisions(profile, overrides),
		...(overrides?.missingPeople && { missingPeople: overrides.missingPeople }),
		...(overrides?.asksAgain && { asksAgain: overrides.asksAgain })
	};
	const given = overrides?.columns?.length ? overrides.typeColumns : profile && movedTypes(profile, shape.headers);
	const types = settledTypes(plan.columns, given);
	if (types) plan.typeColumns = types;
	const constants = overrides?.constants ?? lastingConstants(profile);
	if (constants) plan.constants = { ...constants };
	const reused = profile?.decided?.filter((id) => isReusable(id) && (isSame || !id.includes(':'))) ?? [];
	const decided = overrides?.decided ?? [...settledBy(overrides), ...reused];
	return { ...plan, decided };
}

/** A day that held for all rows of a file says nothing about the next file. */
function lastingConstants(profile: ImportPlan | undefined): Record<string, string> | undefined {
	const lasting = Object.entries(profile?.constants ?? {}).filter(([, text]) => !/^\d{4}(?:-\d{2}){0,2}$/.test(text));
	return lasting.length > 0 ? Object.fromEntries(lasting) : undefined;
}

/** What one row is belongs to the source; what became of somebody belongs to the file. */
function layoutDecisions(profile: ImportPlan | undefined, overrides: Partial<ImportPlan> | undefined) {
	const source = overrides?.rowsAre ? overrides : profile;
	return {
		...(source?.rowsAre && { rowsAre: source.rowsAre }),
		...(source?.snapshotDay && { snapshotDay: source.snapshotDay }),
		...(overrides?.snapshotMissing && { snapshotMissing: overrides.snapshotMissing }),
		...(overrides?.idConflict && { idConflict: overrides.idConflict }),
		...(overrides?.eventTwins && { eventTwins: overrides.eventTwins })
	};
}

/** True where a given plan holds a decision rather than a first guess: it says so, or has no list of decisions. */
export function isSettled(overrides: Partial<ImportPlan> | undefined, id: string): boolean {
	return overrides?.decided?.includes(id) ?? overrides !== undefined;
}

/** Parts of a plan given without a list of decisions count as decided. */
function settledBy(overrides: Partial<ImportPlan> | undefined): string[] {
	if (!overrides) return [];
	const ids: [keyof ImportPlan, string][] = [
		['encoding', 'encoding'],
		['delimiter', 'delimiter'],
		['sheet', 'sheet'],
		['escape', 'escape'],
		['headerLine', 'header'],
		['exitConvention', 'exit-convention'],
		['skipTotalRow', 'total-row']
	];
	return ids.filter(([key]) => overrides[key] !== undefined).map(([, id]) => id);
}

function isReusable(id: string): boolean {
	return (
		id === 'exit-convention' ||
		id === 'types' ||
		id.startsWith('placeholder:') ||
		id.startsWith('empty:') ||
		id.startsWith('field:')
	);
}

function columnOf(header: string, position: number, known: ColumnPlan[] | undefined): ColumnPlan {
	const given = known?.find((column) => column.position === position && column.header === header);
	return given ? structuredClone(given) : { position, header, field: null };
}

/** Gives columns their suggested fields, where no column was mapped before, or those at `positions`. Fields that are not stored stay unmapped. */
export function fillMapping(plan: ImportPlan, layout: Layout, mapping: Mapping, positions?: number[]): void {
	const isRead = (f: Field) => !f.isIdentifier && !f.isRecognisedOnly && f.isConverted !== 'asked';
	const stored = new Set(layout.fields.filter(isRead).map(({ name }) => name));
	mapping.suggestions.forEach((suggestion, index) => {
		if (!suggestion || !stored.has(suggestion.field)) return;
		// A changed file keeps what is mapped: new columns get only what is still free.
		const isFree = !positions || !plan.columns.some(({ field }) => field === suggestion.field);
		if (isFree && (!positions || positions.includes(index + 1))) plan.columns[index].field = suggestion.field;
	});
}
