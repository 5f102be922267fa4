import { isTranscoded } from '../file/decode.ts';
import { legacyReadings, textUnder, type Reading } from '../file/legacy-encodings.ts';
import type { FileProfile } from '../file/file-profile.ts';
import type { ShapeEvidence } from '../inspect.ts';
import type { ImportPlan, Question, QuestionChoice } from '../plan.ts';
import { choice, isDecided } from './question-context.ts';
import { isTotalRow } from '../file/total-row.ts';

/** Questions about the file as a whole: encoding, delimiter, header, row of totals. */
export function shapeQuestions(plan: ImportPlan, profile: FileProfile, evidence: ShapeEvidence): Question[] {
	const { head, rival, candidate, header } = evidence;
	const questions: Question[] = [];
	if (!head.hasMark && !isDecided(plan, 'encoding'))
		questions.push(...encodingQuestion(findingsOfEncoding(profile, head.raw, plan)));
	if (head.isUnmarkedWide && !isDecided(plan, 'encoding')) questions.push(wideQuestion(head.raw, plan));
	questions.push(...sheetQuestion(plan, evidence));
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

/** Which sheet is meant where several hold a table; the first is read for the time being. */
function sheetQuestion(plan: ImportPlan, { origin, header }: ShapeEvidence): Question[] {
	const { sheets = [] } = origin ?? {};
	if (sheets.length < 2 || isDecided(plan, 'sheet')) return [];
	return [
		{
			id: 'sheet',
			code: 'FILE_SHEET',
			choices: sheets.map((name, index) => choice(String(index + 1), { name })),
			examples: [header.cells.join(' | ').slice(0, 200)],
			details: { count: sheets.length }
		}
	];
}

function headerQuestions({ line, cells, preamble, looksLikeData }: ShapeEvidence['header']): Question[] {
	const shown = cells.join(' | ').slice(0, 200);
	if (looksLikeData)
		return [
			{
				id: 'header',
				code: 'FILE_NO_HEADER',
				choices: [choice('none'), choice(String(line))],
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
	if (plan.encoding === 'utf-8' || isTranscoded(plan.encoding)) return null;
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
	const readings = legacyReadings(findings.bytes);
	return [
		{
			id: 'encoding',
			code: 'FILE_ENCODING',
			choices: readings.map(readingChoice),
			examples: readings[0].lines,
			details: { line: findings.line },
			suggestion: readings[0].encoding
		}
	];
}

/** UTF-16 without a mark is likely, not certain. */
function wideQuestion(raw: Buffer, plan: ImportPlan): Question {
	const start = raw.subarray(0, 1000);
	const readings = (['utf-16le', 'utf-16be'] as const).map((encoding) => ({
		encoding,
		lines: textUnder(encoding, start)
			.split(/\r\n|\r|\n/)
			.slice(0, 3)
	}));
	const [likely] = readings.filter(({ encoding }) => encoding === plan.encoding);
	return {
		id: 'encoding',
		code: 'FILE_ENCODING',
		choices: readings.map(readingChoice),
		examples: likely?.lines ?? [],
		details: { line: 1 },
		suggestion: plan.encoding
	};
}

/** A reading with what is around the first letters outside ASCII of up to three lines. */
function readingChoice({ encoding, lines }: Reading): QuestionChoice {
	const shown = lines.map((line) => {
		const at = Math.max(0, line.search(/[^\0-\u007f]/) - 30);
		return (at > 0 ? '…' : '') + line.slice(at, at + 60);
	});
	return choice(encoding, { lines: shown.join(' ⏎ ') });
}
