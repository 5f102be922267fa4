import { layoutOf, type DatasetKind, type Layout } from '../datasets/dataset.ts';
import { byteSource } from './file/decode.ts';
import { draftPlan, fillMapping, isSettled, type FileShape, type PlanHints } from './drafts/draft-plan.ts';
import type { TableOrigin } from './file/open-table.ts';
import { RefusedTable } from './file/refused-table.ts';
import { FileProfile } from './file/file-profile.ts';
import { finishInspection, type Inspected } from './finish-inspection.ts';
import type { Issue } from './issue.ts';
import { LIMITS, type Limits } from './limits.ts';
import { FieldNames, suggestMapping } from './mapping.ts';
import type { Delimiter, ImportPlan } from './plan.ts';
import type { EventForResponses } from './questions/question-context.ts';
import { openWatchers, watcherList } from './questions/watchers.ts';
import { chunkIterator, readHead, type ByteChunks, type Head } from './file/read-head.ts';
import {
	candidate,
	decideDelimiter,
	decideHeader,
	declaredDelimiter,
	needsBackslash,
	DELIMITERS,
	type Candidate,
	type HeaderDecision
} from './file/shape.ts';

export interface InspectHints extends PlanHints {
	/** For ultimatum-responses: the events that may have been answered; one is taken, several are asked. */
	events?: EventForResponses[];
	/** Civil date of today, to cap the suggested snapshot day. */
	today?: string;
	limits?: Limits;
	/** Where the bytes came from, where a file was unpacked. */
	origin?: TableOrigin;
}

/** How the file is cut into columns, with the evidence for it. */
export interface ShapeEvidence {
	shape: FileShape;
	head: Head;
	candidate: Candidate;
	/** What every delimiter would give. */
	candidates: Candidate[];
	rival: Candidate | null;
	header: HeaderDecision;
	isDeclared: boolean;
	/** Whether quotes are escaped by backslashes is for the analyst to say; null where there are no such quotes. */
	escape: 'open' | 'settled' | null;
	origin: TableOrigin | null;
}

/**
 * Reads a file once, to its end, in flat memory, and says how its bytes become rows: encoding, delimiter, header,
 * mapping, how dates, numbers and words of each column are read. What the rows prove goes into the plan with its
 * evidence; what they do not prove becomes a question. A file that is no table comes back with a fatal issue.
 */
export async function inspectFile(chunks: ByteChunks, kind: DatasetKind, hints: InspectHints): Promise<Inspected> {
	const iterator = chunkIterator(chunks);
	try {
		return await inspect(iterator, kind, hints);
	} catch (error) {
		if (error instanceof RefusedTable) return refusedInspection(kind, hints, error.issue);
		throw error;
	} finally {
		await iterator.return(undefined);
	}
}

async function inspect(
	iterator: AsyncGenerator<Uint8Array>,
	kind: DatasetKind,
	hints: InspectHints
): Promise<Inspected> {
	const encoding = isSettled(hints.overrides, 'encoding') ? hints.overrides?.encoding : undefined;
	const head = await readHead(iterator, encoding, hints.origin?.packing === 'workbook');
	if (head.fatal) return refusedInspection(kind, hints, head.fatal);
	const evidence = shapeOf(head, kind, hints);
	if ('code' in evidence) return refusedInspection(kind, hints, evidence);
	const plan = draftPlan(kind.id, evidence.shape, hints);
	// The decimal mark of a number that a workbook stores is no question.
	for (const position of hints.origin?.numberColumns ?? [])
		if (plan.columns[position - 1]) plan.columns[position - 1].decimalMark ??= '.';
	const isMapped = plan.columns.some(({ field }) => field !== null);
	if (!isMapped) {
		const layout = likelyLayout(kind, evidence.shape.headers);
		fillMapping(plan, layout, suggestMapping(layout, evidence.shape.headers, null));
	}
	const watchers = openWatchers(kind, plan, likelyLayout(kind, evidence.shape.headers));
	const isUtf8 = plan.encoding === 'utf-8';
	const profile = new FileProfile(plan, watcherList(watchers), isUtf8, hints.limits ?? LIMITS);
	await profileAll(head, iterator, plan, profile);
	if (profile.scanner.fatal) return refusedInspection(kind, hints, profile.scanner.fatal, plan);
	if (!isMapped) for (const column of plan.columns) column.field = null;
	const layout = isMapped
		? layoutOf(
				kind,
				plan.columns.map(({ field }) => field)
			)
		: likelyLayout(kind, evidence.shape.headers);
	return finishInspection({ kind, layout, plan, isMapped, profile, watchers, evidence, hints });
}

async function profileAll(
	head: Head,
	iterator: AsyncGenerator<Uint8Array>,
	plan: ImportPlan,
	profile: FileProfile
): Promise<void> {
	const source = byteSource(plan.encoding, (chunk) => profile.scanner.write(chunk));
	source.write(head.raw);
	for await (const chunk of iterator) {
		source.write(chunk);
		if (profile.scanner.fatal) return;
	}
	source.end();
	profile.scanner.end();
	profile.finish();
}

/** Delimiter and header of the file, or why it has none. */
function shapeOf(head: Head, kind: DatasetKind, hints: InspectHints): ShapeEvidence | Issue {
	const { overrides, limits = LIMITS } = hints;
	const sheet = hints.origin?.sheet;
	const declared = sheet === undefined ? declaredDelimiter(head.bytes) : null;
	const settled = isSettled(overrides, 'delimiter') ? overrides?.delimiter : undefined;
	const fixed = sheet === undefined ? (settled ?? declared) : ',';
	const rows = declared ? withoutFirstLine(head.bytes) : head.bytes;
	const given = isSettled(overrides, 'escape') ? overrides?.escape : undefined;
	const { candidates, decision, escape, isEscapeOpen } = cutHead(rows, head, { fixed, sheet, given });
	const { chosen, rival, isSingleColumn } = decision;
	if (declared) for (const record of chosen.records) record.line++;
	if (chosen.fatal) return declared ? { ...chosen.fatal, line: (chosen.fatal.line ?? 0) + 1 } : chosen.fatal;
	if (chosen.records.length === 0) return { code: 'FILE_EMPTY', severity: 'fatal' };
	if (isSingleColumn && (!fixed || sheet !== undefined))
		return { code: 'FILE_NOT_CSV', severity: 'fatal', details: { kind: 'one-column' } };
	const names = [kind, ...(kind.alternative ? [kind.alternative] : [])].map((layout) => new FieldNames(layout));
	const header = headerOf(chosen, isSettled(overrides, 'header') ? overrides?.headerLine : undefined, (cell) =>
		names.some((layout) => layout.has(cell))
	);
	const tooLarge = headerAboveLimit(header, limits);
	if (tooLarge) return tooLarge;
	const shape = {
		encoding: head.encoding,
		delimiter: chosen.delimiter,
		sheet,
		...(escape && { escape }),
		headerLine: header.line,
		headers: header.cells
	};
	const { origin = null } = hints;
	return {
		shape,
		head,
		candidate: chosen,
		candidates,
		rival: fixed ? null : rival,
		header,
		isDeclared: declared !== null,
		escape: isEscapeOpen ? 'open' : sheet === undefined && rows.includes('\\"') ? 'settled' : null,
		origin
	};
}

/** Cuts the head of a file by every delimiter; by backslashes before quotes too where it is said, or only so a table. */
function cutHead(
	rows: Buffer,
	{ isWhole, encoding }: Head,
	{ fixed, sheet, given }: { fixed: Delimiter | null | undefined; sheet?: string; given: ImportPlan['escape'] }
) {
	const cut = (escape: ImportPlan['escape']) => {
		const delimiters = sheet === undefined ? DELIMITERS : [',' as const];
		const all = delimiters.map((delimiter) => candidate(rows, isWhole, { delimiter, encoding, sheet, escape }));
		const decision = decideDelimiter(fixed ? all.filter(({ delimiter }) => delimiter === fixed) : all);
		return { candidates: all, decision, escape };
	};
	const plain = cut(given);
	if (given !== undefined || sheet !== undefined || !rows.includes('\\"')) return { ...plain, isEscapeOpen: false };
	const escaped = cut('backslash');
	const isEscapeOpen = needsBackslash(plain.decision.chosen, escaped.decision.chosen);
	return { ...(isEscapeOpen ? escaped : plain), isEscapeOpen };
}

function headerAboveLimit({ line, cells }: HeaderDecision, limits: Limits): Issue | null {
	if (cells.length > limits.columns)
		return { code: 'LIMIT_COLUMNS', severity: 'fatal', details: { columns: cells.length, limit: limits.columns } };
	const size = Buffer.byteLength(cells.join(','));
	const details = { size, limit: limits.headerBytes };
	return size > limits.headerBytes ? { code: 'LIMIT_HEADER', severity: 'fatal', line, details } : null;
}

function headerOf(chosen: Candidate, line: number | undefined, isKnown: (header: string) => boolean): HeaderDecision {
	const found = decideHeader(chosen, isKnown);
	if (line === undefined) return found;
	const given = chosen.records.find((record) => record.line === line);
	if (given) return { ...found, line, cells: given.cells, preamble: [], looksLikeData: false };
	// Line 0: the file has no header, its columns are named by position.
	return {
		line: 0,
		cells: Array.from({ length: chosen.columns }, (_, i) => String(i + 1)),
		preamble: [],
		looksLikeData: false
	};
}

function withoutFirstLine(bytes: Buffer): Buffer {
	let end = 0;
	while (end < bytes.length && bytes[end] !== 0x0a && bytes[end] !== 0x0d) end++;
	return bytes.subarray(bytes[end] === 0x0d && bytes[end + 1] === 0x0a ? end + 2 : end + 1);
}

/** The layout whose marking field a header names, else the kind's own. */
export function likelyLayout(kind: DatasetKind, headers: string[]): Layout {
	if (!kind.alternative) return kind;
	const { suggestions } = suggestMapping(kind.alternative, headers, null);
	return layoutOf(
		kind,
		suggestions.map((suggestion) => suggestion?.field ?? null)
	);
}

/** What is known of a file that is no table. */
export function refusedInspection(kind: DatasetKind, hints: InspectHints, fatal: Issue, plan?: ImportPlan): Inspected {
	const empty = draftPlan(kind.id, { encoding: 'utf-8', delimiter: ',', headerLine: 1, headers: [] }, hints);
	return {
		plan: plan ?? empty,
		questions: [],
		inspection: { rowCount: 0, lineCount: 0, evidence: [], columns: [], sample: [] },
		fatal
	};
}
