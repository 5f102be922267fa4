import { layoutOf, storedFields, type DatasetKind, type Field, type KindId } from '../datasets/dataset.ts';
import { DATASET_KINDS } from '../datasets/registry.ts';
import { civilDate } from '../statistics/civil-date.ts';
import { openCheck } from './check/check.ts';
import type { CellValue, CheckReport } from './check/row-sink.ts';
import type { ByteChunks } from './file/read-head.ts';
import type { Inspected } from './finish-inspection.ts';
import { inspectFile, type InspectHints } from './inspect.ts';
import type { Issue } from './issue.ts';
import type { ImportPlan, Inspection, Question } from './plan.ts';
import { applyAnswers, changedGuesses } from './questions/answers.ts';
import type { EventForResponses } from './questions/question-context.ts';
import { suggestKind, LEAST_SCORE, type KindSuggestion } from './suggest-kind.ts';

export interface FileToCheck {
	/** The bytes of the file; called once for each time the file is read. */
	chunks: () => ByteChunks;
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
export async function checkFile(file: FileToCheck): Promise<FileCheck> {
	const kinds = file.kind ? [] : await kindsOf(file);
	const id = file.kind ?? (kinds[0]?.score >= LEAST_SCORE ? kinds[0].kind : null);
	// Where no kind fits, the file is read as the likeliest one, to say what is missing or why it is no table at all.
	const kind = DATASET_KINDS[id ?? kinds[0]?.kind ?? 'roster'];
	const { found, open, answered, plan } = await answeredInspection(file, kind);
	const base = { kinds, kind: id, plan, inspection: found.inspection, questions: [...answered, ...open] };
	const fatal = found.fatal ?? (id === null ? misfit(kinds) : null);
	if (fatal) return { ...base, verdict: 'refused', report: null, fatal };
	if (open.length > 0) return { ...base, verdict: 'asks', report: null, fatal: null };
	const report = await checkedRows(file, kind, plan);
	return { ...base, verdict: report.fatal ? 'refused' : 'importable', report, fatal: report.fatal };
}

/** The kinds a file may be, from its beginning. */
async function kindsOf({ chunks }: FileToCheck): Promise<KindSuggestion[]> {
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of chunks()) {
		parts.push(Uint8Array.from(chunk));
		size += chunk.length;
		if (size >= HEAD_BYTES) break;
	}
	const head = Buffer.concat(parts);
	const end = size <= HEAD_BYTES ? head.length : head.lastIndexOf(10, HEAD_BYTES) + 1 || HEAD_BYTES;
	const { plan, inspection } = await inspectFile([head.subarray(0, end)], DATASET_KINDS.roster, {});
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

async function answeredInspection(file: FileToCheck, kind: DatasetKind): Promise<Answered> {
	const { answers = {}, events, today, profile } = file;
	const answered = new Map<string, Question>();
	const hints: InspectHints = { events, today, profile };
	for (let round = 1; ; round++) {
		const found = await inspectFile(file.chunks(), kind, hints);
		const guesses = changedGuesses(found.inspection, answers);
		const { plan, questions: open } = applyAnswers(found.plan, [...found.questions, ...guesses], answers);
		const isOpen = new Set(open.map((question) => question.id));
		for (const question of [...found.questions, ...guesses])
			if (!isOpen.has(question.id)) answered.set(question.id, { ...question, answer: answers[question.id] });
		const isSettled = open.length === found.questions.length + guesses.length;
		if (found.fatal || isSettled || round === ROUNDS) return { found, plan, open, answered: [...answered.values()] };
		hints.overrides = plan;
	}
}

async function checkedRows({ chunks, onRow }: FileToCheck, kind: DatasetKind, plan: ImportPlan): Promise<CheckReport> {
	const fields = storedFields(
		layoutOf(
			kind,
			plan.columns.map((column) => column.field)
		)
	);
	const check = openCheck(kind, plan, {
		row: (values, line) => onRow?.({ line, values: understoodValues(fields, values) })
	});
	for await (const chunk of chunks()) check.write(chunk);
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
