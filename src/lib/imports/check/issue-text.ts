import type { Issue } from '../issue.ts';

/** Looks a message up by 'area.key' and fills it in: the translator of whoever reads. */
export type IssueTranslate = (key: string, values?: Record<string, string | number>) => string;
export type IssueAction = 'refused' | 'left-out' | 'asked' | 'kept' | 'set-empty';

// What a person can do about an issue, where it is more than looking at the value.
const HINTS: Record<string, string> = {
	ROW_SHORT: 'cells',
	ROW_LONG: 'cells',
	QUOTE_STRAY: 'quotes',
	QUOTE_UNCLOSED: 'quotes',
	ROW_DUPLICATE: 'duplicate',
	EVENT_DUPLICATE: 'duplicate',
	CELL_TOO_LONG: 'shorten',
	CELL_NUL: 'export-again',
	CELL_CONTROL: 'export-again',
	CELL_MOJIBAKE: 'encoding',
	VALUE_REQUIRED: 'fill',
	SPELL_NO_HIRE: 'fill',
	SPELL_NO_EXIT: 'fill',
	VALUE_UNMAPPED: 'word',
	VALUE_EMPTY_WORD: 'word',
	RESPONSE_ANSWER: 'word',
	NUMBER_INVALID: 'number',
	NUMBER_RANGE: 'number',
	DATE_INVALID: 'date',
	DATE_IMPOSSIBLE: 'date',
	DATE_PARTIAL: 'date',
	TIME_INVALID: 'time',
	SPELL_EXIT_BEFORE_HIRE: 'dates',
	EVENT_DATES: 'dates',
	DATE_BEFORE_OPENED: 'dates',
	DATE_TWO_ENDS: 'dates',
	SPELL_LAST_DAY: 'dates',
	SPELL_HIRE_CHANGED: 'dates',
	SPELL_EXIT_CHANGED: 'dates',
	SPELL_RETURNED: 'dates',
	REF_PERSON: 'import-first',
	REF_FUNCTION: 'import-first',
	REF_EVENT: 'import-first'
};

/** The sentence of an issue: place, value, what was expected and what to do. */
export function issueText(t: IssueTranslate, issue: Issue): string {
	return t(`issues.${issue.code}`, {
		line: issue.line ?? 0,
		column: issue.column ?? 0,
		header: issue.header ?? '',
		field: issue.field ?? '',
		value: issue.value ?? '',
		...issue.details
	});
}

/** A few words for a kind of issue, such as "Too few cells". */
export function issueName(t: IssueTranslate, code: string): string {
	return t(`issues.name-${code}`);
}

/** What the reader can do about it. */
export function hintText(t: IssueTranslate, issue: Issue): string {
	if (issue.severity === 'ask') return t('issues.hint-answer');
	const usual = { fatal: 'fix', error: 'fix', warning: 'check', info: 'nothing' }[issue.severity];
	return t(`issues.hint-${HINTS[issue.code] ?? usual}`);
}

/** What became of the row, or of the cell: a warning about a cell that gives no value leaves the cell empty. */
export function actionOf(issue: Issue, understood: string | null): IssueAction {
	if (issue.severity === 'fatal') return 'refused';
	if (issue.severity === 'error') return 'left-out';
	if (issue.severity === 'ask') return 'asked';
	const isEmptied = issue.severity === 'warning' && issue.field !== undefined && understood === null;
	return isEmptied && (issue.value ?? '') !== '' ? 'set-empty' : 'kept';
}
