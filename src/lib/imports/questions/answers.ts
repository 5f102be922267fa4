import { isTimeZone } from '../values/zones.ts';
import { twinKeyOfLabel } from './twin-key.ts';
import type { ColumnPlan, Delimiter, Encoding, ImportPlan, Inspection, Question } from '../plan.ts';

/**
 * The plan after the analyst's answers, and the questions still open. An answer that is not among a question's
 * choices, or no day, zone or word list where one is wanted, leaves its question open. Nothing is changed in place.
 */
export function applyAnswers(
	plan: ImportPlan,
	questions: Question[],
	answers: Record<string, string>
): { plan: ImportPlan; questions: Question[] } {
	const next: ImportPlan = structuredClone(plan);
	const open: Question[] = [];
	for (const question of questions) {
		const answer = Object.hasOwn(answers, question.id) ? answers[question.id].trim() : undefined;
		if (answer === undefined || !isValid(question, answer) || !apply(next, question, answer)) open.push(question);
		else next.decided = [...(next.decided ?? []), question.id];
	}
	return { plan: next, questions: open };
}

/** The guesses of an inspection for which another answer is given. */
export function changedGuesses(inspection: Inspection | null, answers: Record<string, string>): Question[] {
	return (inspection?.guesses ?? []).filter(
		({ id, answer }) => Object.hasOwn(answers, id) && answers[id].trim() !== answer
	);
}

function isValid(question: Question, answer: string): boolean {
	const { code, choices } = question;
	if (code === 'AS_OF') return /^\d{4}-\d{2}-\d{2}$/.test(answer) && isDay(answer);
	if (code === 'TIME_ZONE') return isTimeZone(answer);
	if (code === 'PRIVACY_SPECIAL') return answer === 'leave-out' || allowanceReason(answer) !== null;
	if (answer.startsWith('{')) return question.words !== undefined;
	if (question.takesText && answer.startsWith('=')) return isConstant(answer.slice(1).trim(), question.takesText);
	return choices.some(({ value }) => value === answer);
}

/** The reason of 'allow: <reason>', which must say something: 10 to 500 characters; null for any other answer. */
export function allowanceReason(answer: string): string | null {
	const reason = /^allow:([\s\S]*)$/.exec(answer)?.[1].trim() ?? '';
	return reason.length >= 10 && reason.length <= 500 ? reason : null;
}

/** As long as the shortest limit of a field that takes one value for all rows. */
const LONGEST_CONSTANT = 200;

function isConstant(text: string, form: 'text' | 'date'): boolean {
	if (form === 'text') return text !== '' && text.length < LONGEST_CONSTANT;
	const [, day] = /^(\d{4}(?:-(?:0[1-9]|1[0-2]))?|\d{4}-\d{2}-\d{2})$/.exec(text) ?? [];
	return day !== undefined && (day.length < 10 || isDay(day));
}

function isDay(text: string): boolean {
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const FILE_ANSWERS: Record<string, (plan: ImportPlan, answer: string) => void> = {
	encoding: (plan, answer) => void (plan.encoding = answer as Encoding),
	delimiter: (plan, answer) => {
		// Another delimiter gives other columns: they are found again on the next reading.
		if (plan.delimiter !== answer) plan.columns = [];
		plan.delimiter = answer as Delimiter;
	},
	escape: (plan, answer) => {
		if ((plan.escape ?? 'doubled') !== answer) plan.columns = [];
		plan.escape = answer as ImportPlan['escape'];
	},
	header: (plan, answer) => {
		const line = answer === 'none' ? 0 : Number(answer);
		if (plan.headerLine !== line) plan.columns = [];
		plan.headerLine = line;
	},
	'header-changed': (plan, answer) => void (plan.columns = answer === 'forget' ? [] : plan.columns),
	'as-of': (plan, answer) => void (plan.asOf = answer),
	'exit-convention': (plan, answer) => void (plan.exitConvention = answer as ImportPlan['exitConvention']),
	'status-conflict': (plan, answer) => void (plan.statusConflict = answer as ImportPlan['statusConflict']),
	'snapshot-missing': (plan, answer) => void (plan.snapshotMissing = answer as ImportPlan['snapshotMissing']),
	'id-conflict': (plan, answer) => void (plan.idConflict = answer as ImportPlan['idConflict']),
	snapshots: chooseSnapshots,
	movements: chooseMovements,
	'total-row': (plan, answer) => void (plan.skipTotalRow = answer === 'skip')
};

const COLUMN_ANSWERS: Record<string, (column: ColumnPlan, answer: string) => void> = {
	'date-order': (column, answer) => void (column.dateOrder = answer as ColumnPlan['dateOrder']),
	century: (column, answer) => void (column.centuryStart = Number(answer)),
	serial: (column, answer) => void (column.serialSystem = answer as ColumnPlan['serialSystem']),
	partial: (column, answer) => void (column.partialDates = answer as ColumnPlan['partialDates']),
	'time-zone': (column, answer) => void (column.timeZone = answer),
	decimal: (column, answer) => void (column.decimalMark = answer as ColumnPlan['decimalMark']),
	privacy: (column, answer) => {
		const reason = allowanceReason(answer);
		if (reason === null) column.field = null;
		else Object.assign(column, { isAllowed: true, allowedBecause: reason });
	},
	percent: (column, answer) => void (column.percentScale = answer as ColumnPlan['percentScale'])
};

function apply(plan: ImportPlan, question: Question, answer: string): boolean {
	const [kind, target] = question.id.split(':');
	const file = FILE_ANSWERS[kind];
	if (file) file(plan, answer);
	else if (kind === 'event-twins') return chooseTwins(plan, question, answer);
	else if (kind === 'types') chooseTypes(plan, question, answer);
	else if (kind === 'sheet') chooseSheet(plan, question, answer);
	else if (kind === 'event') chooseEvent(plan, question, answer);
	else if (kind === 'field') return assignField(plan, target, answer);
	else return applyToColumn(plan, question, kind, answer);
	return true;
}

function chooseSheet(plan: ImportPlan, question: Question, answer: string): void {
	const name = String(question.choices.find(({ value }) => value === answer)?.details?.name);
	if (plan.sheet !== name) plan.columns = [];
	plan.sheet = name;
}

/** The column that says which snapshot a row belongs to, and the day of its periods: '6', '6:last', or 'none'. */
function chooseSnapshots(plan: ImportPlan, answer: string): void {
	const [position, side] = answer.split(':');
	plan.rowsAre = answer === 'none' ? 'employments' : 'snapshots';
	if (answer === 'none') return;
	assignField(plan, 'period', position);
	if (side === 'first' || side === 'last') plan.snapshotDay = side;
}

/** The columns of actions and of their days: '3@1', or 'none'. */
function chooseMovements(plan: ImportPlan, answer: string): void {
	if (answer === 'none') return;
	plan.rowsAre = 'movements';
	const [action, day] = answer.split('@');
	assignField(plan, 'action', action);
	assignField(plan, 'action_date', day);
}

function chooseTwins(plan: ImportPlan, question: Question, answer: string): boolean {
	const chosen = wordAnswers(question, answer);
	if (chosen === null) return false;
	const pairs = chosen.map(([label, meaning]) => [twinKeyOfLabel(label), meaning === 'same' ? 'same' : 'different']);
	plan.eventTwins = { ...plan.eventTwins, ...(Object.fromEntries(pairs) as ImportPlan['eventTwins']) };
	return true;
}

/** Maps the columns by type to the count they are parts of; or takes that back, so that only their total is read. */
function chooseTypes(plan: ImportPlan, { details = {} }: Question, answer: string): void {
	const [value, name, total] = [String(details.value), String(details.name), Number(details.totalColumn)];
	const columns = String(details.columns).split(',').map(Number);
	const isByType = answer !== 'none';
	for (const column of plan.columns) {
		if (columns.includes(column.position)) column.field = isByType ? value : null;
		else if (column.field === value || column.field === name) column.field = null;
		if (column.position === total && !isByType) column.field = value;
	}
	delete plan.typeColumns;
	if (!isByType) return;
	const zeros = answer === 'all' ? 'kept' : 'left-out';
	plan.typeColumns = { value, name, columns, ...(total > 0 && { total }), zeros };
}

function chooseEvent(plan: ImportPlan, question: Question, answer: string): void {
	const details = question.choices.find(({ value }) => value === answer)?.details ?? {};
	const polarity = details.question;
	const isComplete =
		(polarity === 'opt_in_to_stay' || polarity === 'opt_in_to_leave') && isTimeZone(String(details.timeZone));
	plan.event = isComplete ? { eventId: answer, question: polarity, timeZone: String(details.timeZone) } : null;
}

function assignField(plan: ImportPlan, field: string, answer: string): boolean {
	if (answer === 'none') return true;
	if (answer.startsWith('=')) {
		plan.constants = { ...plan.constants, [field]: answer.slice(1).trim() };
		return true;
	}
	const chosen = plan.columns.find(({ position }) => position === Number(answer));
	if (!chosen) return false;
	for (const column of plan.columns) if (column.field === field) column.field = null;
	chosen.field = field;
	return true;
}

function applyToColumn(plan: ImportPlan, question: Question, kind: string, answer: string): boolean {
	const column = plan.columns.find(({ position }) => position === question.column);
	if (!column) return false;
	const simple = COLUMN_ANSWERS[kind];
	if (simple) {
		simple(column, answer);
		return true;
	}
	const chosen = wordAnswers(question, answer);
	if (chosen === null) return false;
	if (kind === 'artefact') {
		column.artefacts = chosen.filter(([, meaning]) => meaning === 'no-separation').map(([word]) => word);
		return true;
	}
	for (const [word, meaning] of chosen) {
		if (kind === 'words') column.words = { ...column.words, [word]: meaning };
		else if (meaning === 'empty') column.emptyWords = [...(column.emptyWords ?? []), word];
		else if (kind === 'empty') column.keptWords = [...(column.keptWords ?? []), word];
	}
	return true;
}

/** What each asked word means: one answer for all, or a JSON object of word to answer that names every word. */
function wordAnswers(question: Question, answer: string): [string, string][] | null {
	const words = question.words ?? [];
	if (!answer.startsWith('{')) return words.map(({ word }) => [word, answer]);
	const given = parseObject(answer);
	const allowed = new Set(question.choices.map(({ value }) => value));
	const chosen = words.map(({ word }): [string, string | undefined] => [word, given?.get(word)]);
	return chosen.every((pair): pair is [string, string] => pair[1] !== undefined && allowed.has(pair[1]))
		? chosen
		: null;
}

function parseObject(text: string): Map<string, string> | null {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value !== 'object' || value === null) return null;
		return new Map(Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
	} catch {
		return null;
	}
}
