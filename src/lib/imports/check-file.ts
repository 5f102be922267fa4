import { layoutOf, storedFields, type DatasetKind, type Field, type KindId } from '../datasets/dataset.ts';
import { DATASET_KINDS } from '../datasets/registry.ts';
import { civilDate } from '../statistics/civil-date.ts';
import { answerWindow } from './check/answer-window.ts';
import { openCheck } from './check/check.ts';
import type { CellValue, CheckReport } from './check/row-sink.ts';
import type { FileBytes } from './file/file-bytes.ts';
import { openTable, type OpenedTable } from './file/open-table.ts';
import { RefusedTable } from './file/refused-table.ts';
import type { Inspected } from './finish-inspection.ts';
import { inspectFile, refusedInspection, type InspectHints } from './inspect.ts';
import type { Issue } from './issue.ts';
import type { ImportPlan, Inspection, Question } from './plan.ts';
import { applyAnswers, changedGuesses } from './questions/answers.ts';
import type { EventForResponses } from './questions/question-context.ts';
import { lineInFile } from './type-columns.ts';
import { suggestKind, LEAST_SCORE, type KindSuggestion } from './suggest-kind.ts';

export interface FileToCheck {
	/** The file as it came: text, gzip or a workbook. */
	file: FileBytes;
	/** Workbooks: the sheet to read, by its name or its number among those that hold a table. */
	sheet?: string;
	/** How quotes inside quoted cells are written, where it is known. */
	escape?: ImportPlan['escape'];
	/** What the file holds; without it the likeliest kind is taken. */
	kind?: KindId;
	/** Answers to questions by their id. */
	answers?: Record<string, string>;
	/** For answers to an ultimatum: the events that may have been answered. */
	events?: EventForResponses[];
	/** A plan made for an earlier file of the same source. */
	profile?: ImportPlan;
	today?: string;
	/** Takes every row that is kept. */
	onRow?: (row: UnderstoodRow) => void;
}

/** A kept row: dates as 2022-11-17, instants in UTC, yes and no as true and false, null where nothing is given. */
export interface UnderstoodRow {
	line: number;
	values: Record<string, string | number | boolean | object | null>;
}

/** `importable`: as it is, with the answers given; `asks`: after the open questions; `refused`: not at all. */
export type Verdict = 'importable' | 'asks' | 'refused';

export interface FileCheck {
	verdict: Verdict;
	kind: KindId | null;
	/** All kinds, likeliest first; none where the kind was given. */
	kinds: KindSuggestion[];
	plan: ImportPlan | null;
	inspection: Inspection | null;
	/** Every question the file raised; `answer` where it was given. */
	questions: Question[];
	/** What checking all rows found; null while questions are open. */
	report: CheckReport | null;
	fatal: Issue | null;
}

// An answer may raise a question: which delimiter, then which columns, then which order of dates.
const ROUNDS = 6;
const HEAD_BYTES = 256 * 1024;

/**
 * Reads, maps and checks a file of any kind without a server or a database: the same steps as an import, up to the
 * point where rows would be stored.
 */
export async function checkFile(given: FileToCheck): Promise<FileCheck> {
	const file = { ...given, sheet: await sheetName(given) };
	const kinds = file.kind ? [] : await kindsOf(file);
	const id = file.kind ?? (kinds[0]?.score >= LEAST_SCORE ? kinds[0].kind : null);
	// Where no kind fits, the file is read as the likeliest one, to say what is missing or why it is no table at all.
	const kind = DATASET_KINDS[id ?? kinds[0]?.kind ?? 'roster'];
	const { found, open, answered, plan } = await answeredInspection(file, kind);
	const base = { kinds, kind: id, plan, inspection: found.inspection, questions: [...answered, ...open] };
	const fatal = (found.fatal && (await unpackingIssue(file))) ?? found.fatal ?? (id === null ? misfit(kinds) : null);
	if (fatal) return { ...base, verdict: 'refused', report: null, fatal };
	if (open.length > 0) return { ...base, verdict: 'asks', report: null, fatal: null };
	const report = await checkedRows(file, kind, plan);
	return { ...base, verdict: report.fatal ? 'refused' : 'importable', report, fatal: report.fatal };
}

/** The name of the sheet asked for, which may be given as a number. */
async function sheetName({ file, sheet }: FileToCheck): Promise<string | undefined> {
	if (sheet === undefined || !/^[1-9]\d{0,3}$/.test(sheet)) return sheet;
	const { origin } = await openTable(file);
	return origin.sheets?.includes(sheet) ? sheet : (origin.sheets?.[Number(sheet) - 1] ?? sheet);
}

/** A packed file that is refused may be damaged or too large further on, which an import finds first. */
async function unpackingIssue({ file, sheet }: FileToCheck): Promise<Issue | null> {
	const { origin, pieces } = await openTable(file, sheet);
	if (origin.packing === 'plain') return null;
	try {
		for await (const piece of pieces) void piece;
		return null;
	} catch (error) {
		if (error instanceof RefusedTable) return error.issue;
		throw error;
	}
}

/** The kinds a file may be, from its beginning. */
async function kindsOf({ file, sheet }: FileToCheck): Promise<KindSuggestion[]> {
	const parts: Uint8Array[] = [];
	let size = 0;
	const table = await openTable(file, sheet);
	try {
		for await (const chunk of table.pieces) {
			parts.push(Uint8Array.from(chunk));
			size += chunk.length;
			if (size >= HEAD_BYTES) break;
		}
	} catch (error) {
		if (!(error instanceof RefusedTable)) throw error;
	}
	const head = Buffer.concat(parts);
	const end = size <= HEAD_BYTES ? head.length : head.lastIndexOf(10, HEAD_BYTES) + 1 || HEAD_BYTES;
	const origin = table.origin;
	const { plan, inspection } = await inspectFile([head.subarray(0, end)], DATASET_KINDS.roster, { origin });
	return suggestKind(
		plan.columns.map((column) => column.header),
		inspection.sample.map((row) => row.cells)
	);
}

function misfit(kinds: KindSuggestion[]): Issue {
	const [likeliest] = kinds;
	const details = { kind: likeliest?.kind ?? 'roster', missing: likeliest?.missing.join(', ') ?? '' };
	return { code: 'FILE_KIND', severity: 'fatal', details };
}

interface Answered {
	found: Inspected;
	plan: ImportPlan;
	open: Question[];
	answered: Question[];
}

async function answeredInspection(given: FileToCheck, kind: DatasetKind): Promise<Answered> {
	const { file, answers = {}, events, today, profile } = given;
	const answered = new Map<string, Question>();
	let overrides = givenShape(given);
	for (let round = 1; ; round++) {
		const table = await openTable(file, overrides?.sheet);
		const found = await inspectedTable(table, kind, { events, today, profile, overrides, origin: table.origin });
		// One answer for all asked words is none for words that were never asked.
		const guesses = changedGuesses(found.inspection, answers).filter(({ id }) => !answered.has(id));
		const { plan, questions: open } = applyAnswers(found.plan, [...found.questions, ...guesses], answers);
		const isOpen = new Set(open.map((question) => question.id));
		for (const question of [...found.questions, ...guesses])
			if (!isOpen.has(question.id)) answered.set(question.id, { ...question, answer: answers[question.id] });
		const isSettled = open.length === found.questions.length + guesses.length;
		if (found.fatal || isSettled || round === ROUNDS) return { found, plan, open, answered: [...answered.values()] };
		overrides = plan;
	}
}

function givenShape({ sheet, escape }: FileToCheck): Partial<ImportPlan> | undefined {
	const decided = [...(sheet ? ['sheet'] : []), ...(escape ? ['escape'] : [])];
	return decided.length > 0 ? { ...(sheet && { sheet }), ...(escape && { escape }), decided } : undefined;
}

function inspectedTable({ fatal, pieces }: OpenedTable, kind: DatasetKind, hints: InspectHints): Promise<Inspected> {
	return fatal ? Promise.resolve(refusedInspection(kind, hints, fatal)) : inspectFile(pieces, kind, hints);
}

async function checkedRows(
	{ file, onRow, events = [] }: FileToCheck,
	kind: DatasetKind,
	plan: ImportPlan
): Promise<CheckReport> {
	const fields = storedFields(
		layoutOf(
			kind,
			plan.columns.map((column) => column.field)
		)
	);
	const row = (values: readonly CellValue[], line: number) =>
		onRow?.({ line: lineInFile(plan, line), values: understoodValues(fields, values) });
	const answered = events.find(({ eventId }) => eventId === plan.event?.eventId);
	const window = answered && answerWindow(answered);
	const check = openCheck(kind, plan, { row }, { known: window ? { window } : {} });
	const { pieces } = await openTable(file, plan.sheet);
	for await (const chunk of pieces) check.write(chunk);
	return check.end();
}

function understoodValues(fields: Field[], values: readonly CellValue[]): UnderstoodRow['values'] {
	return Object.fromEntries(fields.map((field, i) => [field.name, understood(field, values[i])]));
}

function understood(field: Field, value: CellValue): string | number | boolean | object | null {
	if (typeof value !== 'number') return value;
	if (field.type === 'date') return civilDate(value);
	if (field.type === 'instant') return new Date(value).toISOString();
	return field.type === 'yes-no' ? value === 1 : value;
}
