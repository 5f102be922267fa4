import { dayNumber } from '#lib/statistics/civil-date.ts';
import { dayOfText, readDateText } from '../values/dates.ts';
import type { ColumnPlan, ImportPlan, Question } from '../plan.ts';
import { choice, isDecided, type MappedColumn } from './question-context.ts';
import { codeOfWord, codeWords } from '../values/words.ts';

/** How often each status stands beside each exit date, as texts of the file. */
export type StatusByExit = Map<string, Map<string, number>>;

/** The questions that only a roster has: its day, what an exit date means, and who is right where status and dates differ. */
export function rosterQuestions(
	plan: ImportPlan,
	mapped: MappedColumn[],
	cross: StatusByExit,
	today: string | null
): Question[] {
	const questions: Question[] = [];
	const of = (name: string) => mapped.find(({ field }) => field.name === name);
	const exit = of('exit_date');
	if (plan.asOf === null) questions.push(asOfQuestion(mapped, today));
	// A column named exit_date is our template's: its meaning is defined.
	if (exit && exit.column.header.trim() !== 'exit_date' && !isDecided(plan, 'exit-convention'))
		questions.push({
			id: 'exit-convention',
			code: 'EXIT_CONVENTION',
			column: exit.column.position,
			header: exit.column.header,
			choices: [choice('last-day'), choice('first-day-not-employed')],
			examples: exit.profile.examples.slice(0, 3),
			suggestion: 'last-day'
		});
	const status = of('status');
	if (status && exit && plan.statusConflict === null) {
		const conflict = conflictQuestion(plan, status, exit.column, cross);
		if (conflict) questions.push(conflict);
	}
	return questions;
}

function asOfQuestion(mapped: MappedColumn[], today: string | null): Question {
	const last = ['hire_date', 'exit_date']
		.flatMap((name) => mapped.filter(({ field }) => field.name === name))
		.map(({ profile, column }) => profile.dates.span(column.dateOrder ?? profile.dates.decide().order).last)
		.filter((day) => day !== null)
		.sort()
		.at(-1);
	const suggestion = last && today && last > today ? today : last;
	return {
		id: 'as-of',
		code: 'AS_OF',
		choices: [],
		examples: [],
		details: { last: last ?? '' },
		...(suggestion && { suggestion })
	};
}

function conflictQuestion(
	plan: ImportPlan,
	status: MappedColumn,
	exit: ColumnPlan,
	cross: StatusByExit
): Question | null {
	const known = codeWords(status.field.codes ?? {});
	const asOf = plan.asOf === null ? null : dayNumber(plan.asOf);
	const words: { word: string; count: number }[] = [];
	for (const [word, exits] of cross) {
		const code = new Map(Object.entries(status.column.words ?? {})).get(word) ?? codeOfWord(word, known);
		if (code !== 'active' && code !== 'leave' && code !== 'future') continue;
		let count = 0;
		for (const [text, rows] of exits) if (isPast(text, exit, asOf)) count += rows;
		if (count > 0) words.push({ word, count });
	}
	if (words.length === 0) return null;
	return {
		id: 'status-conflict',
		code: 'SPELL_STATUS',
		column: status.column.position,
		header: status.column.header,
		choices: [choice('dates'), choice('status'), choice('exclude')],
		examples: words.slice(0, 3).map(({ word }) => word),
		words,
		details: { count: words.reduce((sum, { count }) => sum + count, 0) }
	};
}

/** True where an exit lies before the snapshot; without a snapshot every exit counts. */
function isPast(text: string, column: ColumnPlan, asOf: number | null): boolean {
	if (text === '' || column.emptyWords?.includes(text)) return false;
	const written = readDateText(text);
	if (!written) return false;
	const day = dayOfText(written, { ...column, dateOrder: column.dateOrder ?? 'dmy' });
	return asOf === null || typeof day === 'string' || day < asOf;
}
