import { readFileSync } from 'node:fs';
import compile from 'icu-minify/compile';
import { hintText, issueText } from '../lib/imports/check/issue-text.ts';
import type { FileCheck, FileToCheck } from '../lib/imports/check-file.ts';
import type { EventForResponses } from '../lib/imports/questions/question-context.ts';
import type { Issue } from '../lib/imports/issue.ts';
import { translator, type Locale, type Translate } from '../lib/messages/messages.ts';

const LISTED_PER_CODE = 100;

/** The result of a check as it is printed: sentences in the reader's language, exact counts, the first issues of each code. */
export function fileCheckJson(found: FileCheck, locale: Locale) {
	const t = translator(locale, { issues: messages(locale, 'issues'), fields: messages(locale, 'fields') });
	const { plan, inspection, report, fatal } = found;
	return {
		verdict: found.verdict,
		kind: found.kind,
		...(found.kinds.length > 0 && { kinds: found.kinds.slice(0, 3) }),
		detected: plan &&
			inspection && {
				...(plan.sheet !== undefined && { sheet: plan.sheet }),
				encoding: plan.encoding,
				delimiter: plan.delimiter,
				headerLine: plan.headerLine,
				lines: inspection.lineCount,
				evidence: inspection.evidence.map(({ key, details }) => t(key, details))
			},
		mapping: plan && inspection && mappingOf(plan.columns, inspection.columns),
		questions: found.questions,
		rows: {
			read: report?.recordCount ?? inspection?.rowCount ?? 0,
			kept: report?.rowCount ?? null,
			leftOut: report?.excludedCount ?? null
		},
		counts: report?.counts ?? {},
		issues: [...(fatal ? [fatal] : []), ...firstOfEach(report?.issues ?? [])].map((issue) => explained(t, issue))
	};
}

/** The messages of an area, as a translator takes them. */
export function messages(locale: Locale, area: string): Record<string, unknown> {
	const path = new URL(`../lib/messages/${locale}/${area}.json`, import.meta.url);
	const texts = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
	return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compile(text)]));
}

type Columns = NonNullable<FileCheck['plan']>['columns'];
type Inspected = NonNullable<FileCheck['inspection']>['columns'];

function mappingOf(columns: Columns, inspected: Inspected) {
	return inspected.map((column, index) => {
		const { field, ...read } = columns[index];
		const { suggestion } = column;
		return {
			column: column.position,
			header: column.header,
			field,
			confidence: suggestion?.field === field ? suggestion.confidence : null,
			reason: suggestion?.field === field ? suggestion.reason : null,
			filled: column.filled,
			examples: column.examples.slice(0, 3),
			isIdentifier: column.isIdentifier,
			...(field !== null && { read: { ...read, position: undefined, header: undefined } })
		};
	});
}

function firstOfEach(issues: Issue[]): Issue[] {
	const seen = new Map<string, number>();
	return issues.filter(({ code }) => {
		const count = (seen.get(code) ?? 0) + 1;
		seen.set(code, count);
		return count <= LISTED_PER_CODE;
	});
}

function explained(t: Translate, issue: Issue) {
	return { ...issue, message: issueText(t, issue), toDo: hintText(t, issue) };
}

/** Answers by question id from a file; an object is written as JSON, `event` says how answers are read. */
export function givenAnswers(json: string): Pick<FileToCheck, 'answers' | 'events'> {
	const given: unknown = JSON.parse(json);
	if (typeof given !== 'object' || given === null || Array.isArray(given))
		throw new Error('The answers must be one JSON object: { "as-of": "2023-06-30" }.');
	const { event, ...rest } = given as Record<string, unknown>;
	const answers = Object.entries(rest).map(([id, answer]) => [
		id,
		typeof answer === 'string' ? answer : JSON.stringify(answer)
	]);
	return { answers: Object.fromEntries(answers), ...(event !== undefined && { events: [eventOf(event)] }) };
}

function eventOf(event: unknown) {
	const { question, timeZone, announcedAt, deadlineAt } = (event ?? {}) as Record<string, unknown>;
	if ((question !== 'opt_in_to_stay' && question !== 'opt_in_to_leave') || typeof timeZone !== 'string')
		throw new Error('"event" needs "question" (opt_in_to_stay or opt_in_to_leave) and "timeZone" (an IANA name).');
	const hours = { announcedAtLocal: localTime(announcedAt), deadlineAtLocal: localTime(deadlineAt) };
	return { eventId: 'event', title: 'event', question, timeZone, ...hours } satisfies EventForResponses;
}

function localTime(given: unknown): string | null {
	if (given === undefined) return null;
	if (typeof given === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(given)) return given;
	throw new Error('"announcedAt" and "deadlineAt" of "event" are local times such as 2022-11-17T17:00.');
}
