import type { ColumnProfile } from '../values/column-profile.ts';
import type { ImportPlan, Question } from '../plan.ts';
import { choice, columnQuestion, isDecided } from './question-context.ts';
import { specialCategory } from './special-words.ts';

/**
 * Asks about each filled column whose header names a special category of personal data. It is left out unless the
 * analyst allows it, and asked again where it is given a field without having been allowed.
 */
export function privacyQuestions(plan: ImportPlan, columns: readonly ColumnProfile[]): Question[] {
	return plan.columns.flatMap((column, index) => {
		const category = specialCategory(column.header);
		const isSettled = column.field === null ? isDecided(plan, `privacy:${column.position}`) : column.isAllowed;
		if (category === null || isSettled || columns[index].filled === 0) return [];
		return [
			columnQuestion('privacy', 'PRIVACY_SPECIAL', column, {
				choices: [choice('leave-out'), choice('allow')],
				details: { category },
				suggestion: 'leave-out'
			})
		];
	});
}
