import { utf8Validator } from '../file/decode.ts';
import type { FileProfile } from '../file/file-profile.ts';
import { legacyReadings, textUnder, type Reading } from '../file/legacy-encodings.ts';
import type { Head } from '../file/read-head.ts';
import type { ImportPlan, Question, QuestionChoice } from '../plan.ts';
import { choice, isDecided } from './question-context.ts';

/**
 * How the letters of a file are read, with its own lines under each encoding: asked where they are no UTF-8 or may be
 * UTF-16, shown as a guess where they are valid UTF-8. Nothing is said about pure ASCII and a file with a mark.
 */
export function encodingQuestion(plan: ImportPlan, profile: FileProfile, head: Head): Question | null {
	if (head.hasMark) return null;
	const answer = isDecided(plan, 'encoding') ? { answer: plan.encoding } : {};
	if (head.isUnmarkedWide) return { ...wideQuestion(head.raw, plan), ...answer };
	const found = profile.undecodable.count > 0 ? profile.undecodable : linesWithLetters(head.raw);
	const readings = legacyReadings(found.bytes);
	const isValid = profile.undecodable.count === 0 && utf8Validator().write(head.raw);
	if (!isValid)
		return {
			...question(readings, { line: found.line, state: 'invalid' }),
			suggestion: readings[0].encoding,
			...answer
		};
	if (found.bytes.length === 0 && plan.encoding === 'utf-8') return null;
	const utf8: Reading = { encoding: 'utf-8', lines: found.bytes.map((bytes) => textUnder('utf-8', bytes).trim()) };
	return { ...question([utf8, ...readings], { line: found.line, state: 'valid' }), answer: plan.encoding };
}

/** The first three lines with letters outside ASCII, cut at 200 bytes, and the number of the first. */
function linesWithLetters(raw: Buffer): { line: number; bytes: Buffer[] } {
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

function question(readings: Reading[], details: Record<string, string | number>): Question {
	return {
		id: 'encoding',
		code: 'FILE_ENCODING',
		choices: readings.map(readingChoice),
		examples: readings[0].lines,
		details
	};
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
	const likely = readings.find(({ encoding }) => encoding === plan.encoding) ?? readings[0];
	return {
		...question([likely, ...readings.filter((reading) => reading !== likely)], { line: 1, state: 'invalid' }),
		suggestion: likely.encoding
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
