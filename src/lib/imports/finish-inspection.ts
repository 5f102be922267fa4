import type { DatasetKind, Layout } from '../datasets/dataset.ts';
import { dateQuestions } from './date-questions.ts';
import { LEGACY_ENCODINGS, textReader } from './decode.ts';
import { fillMapping } from './draft-plan.ts';
import { evidenceOf } from './evidence.ts';
import { headerOnly, type FileProfile } from './file-profile.ts';
import { fieldQuestions } from './file-questions.ts';
import type { InspectHints, ShapeEvidence } from './inspect.ts';
import type { Issue } from './issue.ts';
import { suggestMapping, type Mapping } from './mapping.ts';
import type { ImportPlan, InspectedColumn, Inspection, Question } from './plan.ts';
import { choice, isDecided, type EventForResponses, type MappedColumn } from './question-context.ts';
import { rosterQuestions } from './roster-questions.ts';
import { isTotalRow } from './total-row.ts';
import { valueQuestions } from './value-questions.ts';

export interface Inspected {
	plan: ImportPlan;
	questions: Question[];
	inspection: Inspection;
	fatal: Issue | null;
}
interface Findings {
	kind: DatasetKind;
	layout: Layout;
	plan: ImportPlan;
	/** The mapping was given with the plan. */
	isMapped: boolean;
	profile: FileProfile;
	evidence: ShapeEvidence;
	hints: InspectHints;
}

/** Turns what all rows showed into a plan, its evidence and the questions that stay open. */
export function finishInspection(findings: Findings): Inspected {
	const { layout, plan, isMapped, profile, evidence, hints } = findings;
	const mapping = suggestMapping(layout, evidence.shape.headers, profile.columns);
	if (!isMapped) fillMapping(plan, layout, mapping);
	const columns = plan.columns.map((_, index) => inspectedColumn(findings, mapping, index));
	takeEvent(plan, hints.events ?? []);
	const mapped = plan.columns.flatMap((column, index): MappedColumn[] => {
		const field = layout.fields.find(({ name }) => name === column.field);
		return field
			? [{ column, field, profile: profile.columns[index], isPublic: layout.keepsUnreadableCells ?? false }]
			: [];
	});
	const names = new Set(plan.columns.map(({ field }) => field));
	const questions = [
		...shapeQuestions(findings),
		...fieldQuestions(layout, mapping, columns, names).filter(({ id }) => !isDecided(plan, id)),
		...eventQuestions(findings.kind, plan, hints.events ?? []),
		...mapped.flatMap((column) => [
			...dateQuestions(column, plan, hints.events ?? []),
			...valueQuestions(column, plan)
		]),
		...(findings.kind.id === 'roster' ? rosterQuestions(plan, mapped, profile.cross, hints.today ?? null) : [])
	];
	const inspection: Inspection = {
		rowCount: profile.counts.records,
		lineCount: profile.scanner.nextLine - 1,
		evidence: evidenceOf(plan, profile, evidence),
		columns,
		sample: profile.sample
	};
	return { plan, questions, inspection, fatal: headerOnly(profile) };
}

function inspectedColumn(
	{ layout, plan, profile, evidence }: Findings,
	mapping: Mapping,
	index: number
): InspectedColumn {
	const column = profile.columns[index];
	const suggestion = mapping.suggestions[index];
	const field = layout.fields.find(({ name }) => name === suggestion?.field);
	const dates = column.dates.count > 0 && column.dates.count * 2 > column.filled ? column.dates.decide() : null;
	const decimals = dates === null && column.numbers.count * 2 > column.filled ? column.numbers.decide() : null;
	return {
		position: index + 1,
		header: evidence.shape.headers[index],
		filled: column.filled,
		examples: column.examples,
		suggestion,
		isIdentifier: field?.isIdentifier ?? isSpecial(evidence.shape.headers[index]),
		...(dates && {
			dateOrder: {
				order: plan.columns[index].dateOrder ?? dates.order,
				proofs: dates.proofs,
				examples: dates.examples,
				isSplit: dates.isSplit
			}
		}),
		...(decimals && { decimalMark: { mark: decimals.mark, proofs: decimals.proofs, examples: decimals.examples } })
	};
}

/** Headers of special categories of personal data: shown as such, never suggested for any field. */
function isSpecial(header: string): boolean {
	return /race|ethnic|relig|konfession|health|disab|handicap|behinder|union|syndicat|gewerkschaft|sexual|orientation|politic|nationalit|gender|marital/i.test(
		header
	);
}

function takeEvent(plan: ImportPlan, events: EventForResponses[]): void {
	if (plan.event || events.length !== 1) return;
	const { eventId, question, timeZone } = events[0];
	if (question && timeZone) plan.event = { eventId, question, timeZone };
}

function eventQuestions(kind: DatasetKind, plan: ImportPlan, events: EventForResponses[]): Question[] {
	if (kind.id !== 'ultimatum-responses' || plan.event || events.length < 2 || isDecided(plan, 'event')) return [];
	const choices = events.map(({ eventId, title, question, timeZone }) =>
		choice(eventId, { title, question: question ?? '', timeZone: timeZone ?? '' })
	);
	return [{ id: 'event', code: 'RESPONSE_EVENT', choices, examples: [] }];
}

/** Questions about the file as a whole: encoding, delimiter, header, row of totals. */
function shapeQuestions({ plan, profile, evidence }: Findings): Question[] {
	const { head, rival, candidate, header } = evidence;
	const questions: Question[] = [];
	if (!head.hasMark && !isDecided(plan, 'encoding'))
		questions.push(...encodingQuestion(findingsOfEncoding(profile, head.raw, plan)));
	if (head.isUnmarkedWide && !isDecided(plan, 'encoding'))
		questions.push({
			id: 'encoding',
			code: 'FILE_ENCODING',
			choices: [choice('utf-16le'), choice('utf-16be')],
			examples: [],
			suggestion: plan.encoding
		});
	if (rival && !isDecided(plan, 'delimiter'))
		questions.push({
			id: 'delimiter',
			code: 'FILE_DELIMITER',
			choices: [candidate, rival].map(({ delimiter, columns }) => choice(delimiter, { columns })),
			examples: candidate.records.slice(0, 2).map(({ cells }) => cells.join(' | ').slice(0, 200)),
			details: { a: candidate.columns, b: rival.columns }
		});
	if (!isDecided(plan, 'header')) questions.push(...headerQuestions(header));
	if (!isDecided(plan, 'total-row') && profile.lastRecord && isTotalRow(profile.lastRecord.cells, profile.columns))
		questions.push({
			id: 'total-row',
			code: 'ROW_TOTAL',
			choices: [choice('skip'), choice('keep')],
			examples: [profile.lastRecord.cells.join(' | ').slice(0, 200)],
			details: { line: profile.lastRecord.line },
			suggestion: 'skip'
		});
	return questions;
}

function headerQuestions({ line, cells, preamble, looksLikeData }: ShapeEvidence['header']): Question[] {
	const shown = cells.join(' | ').slice(0, 200);
	if (looksLikeData)
		return [
			{
				id: 'header',
				code: 'FILE_NO_HEADER',
				choices: [choice('0'), choice(String(line))],
				examples: [shown],
				details: { line }
			}
		];
	if (preamble.length === 0) return [];
	return [
		{
			id: 'header',
			code: 'FILE_PREAMBLE',
			choices: [choice(String(line)), choice(String(preamble[0].line))],
			examples: [...preamble.slice(0, 2).map((record) => record.cells.join(' | ').slice(0, 200)), shown],
			details: { last: line - 1, line },
			suggestion: String(line)
		}
	];
}

interface EncodingFindings {
	line: number;
	bytes: Buffer[];
}

/** Lines that are not UTF-8: found in the pass, or in the head where another encoding was taken for the time being. */
function findingsOfEncoding(profile: FileProfile, raw: Buffer, plan: ImportPlan): EncodingFindings | null {
	if (profile.undecodable.count > 0) return profile.undecodable;
	if (plan.encoding === 'utf-8' || plan.encoding === 'utf-16le' || plan.encoding === 'utf-16be') return null;
	const bytes: Buffer[] = [];
	let line = 0;
	let number = 1;
	for (let at = 0; at < raw.length && bytes.length < 3; number++) {
		const end = raw.indexOf(0x0a, at) < 0 ? raw.length : raw.indexOf(0x0a, at);
		const row = raw.subarray(at, end);
		if (row.some((byte) => byte >= 0x80)) {
			if (line === 0) line = number;
			bytes.push(row.subarray(0, 200));
		}
		at = end + 1;
	}
	return { line, bytes };
}

function encodingQuestion(findings: EncodingFindings | null): Question[] {
	if (!findings) return [];
	const preview = (encoding: (typeof LEGACY_ENCODINGS)[number]) => {
		const read = textReader(encoding);
		const lines = findings.bytes.map((bytes) => read(bytes, 0, bytes.length).trim());
		return choice(encoding, Object.fromEntries(lines.map((text, i) => [`line${i + 1}`, text])));
	};
	const choices = LEGACY_ENCODINGS.map(preview);
	return [
		{
			id: 'encoding',
			code: 'FILE_ENCODING',
			choices,
			examples: Object.values(choices[0].details ?? {}).map(String),
			details: { line: findings.line },
			suggestion: 'windows-1252'
		}
	];
}
