import type { FileProfile } from '../file/file-profile.ts';
import type { HeadRecord } from '../file/shape.ts';
import type { ShapeEvidence } from '../inspect.ts';
import type { ImportPlan, Question } from '../plan.ts';
import { encodingQuestion } from './encoding-questions.ts';
import { choice, isDecided } from './question-context.ts';
import { isTotalRow } from '../file/total-row.ts';

/**
 * Questions about the file as a whole: encoding, sheet, delimiter, header, row of totals. What the file itself or an
 * earlier answer decides carries its answer and can be answered otherwise.
 */
export function shapeQuestions(plan: ImportPlan, profile: FileProfile, evidence: ShapeEvidence): Question[] {
	return [
		encodingQuestion(plan, profile, evidence.head),
		sheetQuestion(plan, evidence),
		delimiterQuestion(plan, evidence),
		escapeQuestion(plan, evidence),
		headerQuestion(plan, evidence),
		totalQuestion(plan, profile)
	].filter((question) => question !== null);
}

/** Which sheet is meant where several hold a table; the first is read for the time being. */
function sheetQuestion(plan: ImportPlan, { origin, header }: ShapeEvidence): Question | null {
	const { sheets = [], sheet = '' } = origin ?? {};
	if (sheets.length < 2) return null;
	return {
		id: 'sheet',
		code: 'FILE_SHEET',
		choices: sheets.map((name, index) => choice(String(index + 1), { name })),
		examples: [shown(header)],
		details: { count: sheets.length },
		...(isDecided(plan, 'sheet') && { answer: String(sheets.indexOf(sheet) + 1) })
	};
}

function delimiterQuestion(plan: ImportPlan, { origin, candidate, candidates, rival }: ShapeEvidence): Question | null {
	if (origin?.packing === 'workbook') return null;
	const isOpen = rival !== null && !isDecided(plan, 'delimiter');
	const offered = isOpen ? [candidate, rival] : candidates;
	return {
		id: 'delimiter',
		code: 'FILE_DELIMITER',
		choices: offered.map(({ delimiter, columns }) => choice(delimiter, { columns })),
		examples: candidate.records.slice(0, 2).map(shown),
		details: { a: candidate.columns, b: rival?.columns ?? 0 },
		...(!isOpen && { answer: plan.delimiter })
	};
}

/** How quotes inside cells are written, where some stand behind a backslash. */
function escapeQuestion(plan: ImportPlan, { escape, candidate }: ShapeEvidence): Question | null {
	if (escape === null) return null;
	const isOpen = escape === 'open' && !isDecided(plan, 'escape');
	return {
		id: 'escape',
		code: 'FILE_ESCAPE',
		choices: [choice('backslash'), choice('doubled')],
		examples: candidate.records.filter(hasQuote).slice(0, 2).map(shown),
		details: { line: candidate.records[0].line },
		...(isOpen ? { suggestion: 'backslash' } : { answer: plan.escape ?? 'doubled' })
	};
}

const hasQuote = ({ cells }: HeadRecord) => cells.some((cell) => cell.includes('"'));

const OFFERED_LINES = 5;

function headerQuestion(plan: ImportPlan, { header, candidate }: ShapeEvidence): Question | null {
	const { line, preamble, looksLikeData } = header;
	if (!isDecided(plan, 'header') && looksLikeData)
		return {
			id: 'header',
			code: 'FILE_NO_HEADER',
			choices: [choice('none'), choice(String(line))],
			examples: [shown(header)],
			details: { line }
		};
	if (!isDecided(plan, 'header') && preamble.length > 0)
		return {
			id: 'header',
			code: 'FILE_PREAMBLE',
			choices: [choice(String(line)), choice(String(preamble[0].line))],
			examples: [...preamble.slice(0, 2), header].map(shown),
			details: { last: line - 1, line },
			suggestion: String(line)
		};
	const lines = candidate.records.filter((record, index) => index < OFFERED_LINES || record.line === line);
	return {
		id: 'header',
		code: 'FILE_HEADER',
		choices: [
			...lines.map((record) => choice(String(record.line), { cells: shown(record).slice(0, 80) })),
			choice('none')
		],
		examples: [],
		details: { line },
		answer: line === 0 ? 'none' : String(line)
	};
}

function totalQuestion(plan: ImportPlan, { lastRecord, columns }: FileProfile): Question | null {
	if (!lastRecord || !isTotalRow(lastRecord.cells, columns)) return null;
	return {
		id: 'total-row',
		code: 'ROW_TOTAL',
		choices: [choice('skip'), choice('keep')],
		examples: [shown(lastRecord)],
		details: { line: lastRecord.line },
		suggestion: 'skip',
		...(isDecided(plan, 'total-row') && { answer: plan.skipTotalRow ? 'skip' : 'keep' })
	};
}

function shown({ cells }: Pick<HeadRecord, 'cells'>): string {
	return cells.join(' | ').slice(0, 200);
}
