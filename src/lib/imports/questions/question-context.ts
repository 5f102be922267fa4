import type { Field } from '#lib/datasets/dataset.ts';
import type { ColumnProfile } from '../values/column-profile.ts';
import type { ColumnPlan, ImportPlan, Question, QuestionChoice } from '../plan.ts';

/** An ultimatum's event as far as reading its answers needs it. */
export interface EventForResponses {
	eventId: string;
	title: string;
	question: 'opt_in_to_stay' | 'opt_in_to_leave' | null;
	timeZone: string | null;
	/** When answers are in time, on the clocks of that zone; absent or null: not known. */
	announcedAtLocal?: string | null;
	deadlineAtLocal?: string | null;
}

/** One mapped column with what all its rows showed. */
export interface MappedColumn {
	column: ColumnPlan;
	field: Field;
	profile: ColumnProfile;
	/** Public facts: "unknown" is something a source says. */
	isPublic: boolean;
}

export function columnQuestion(id: string, code: string, column: ColumnPlan, rest: Partial<Question>): Question {
	return {
		id: `${id}:${column.position}`,
		code,
		column: column.position,
		header: column.header,
		choices: [],
		examples: [],
		...rest
	};
}

export function choice(value: string, details?: QuestionChoice['details']): QuestionChoice {
	return details ? { value, details } : { value };
}

export function isDecided(plan: ImportPlan, id: string): boolean {
	return plan.decided?.includes(id) ?? false;
}

/** True where the analyst has said what a word of the column means. */
export function isAnswered(column: ColumnPlan, word: string): boolean {
	return (
		(column.words !== undefined && Object.hasOwn(column.words, word)) || (column.emptyWords?.includes(word) ?? false)
	);
}
