import type { ImportPlan } from '../plan.ts';

/** What reading is to do: look at the file anew (with what was decided), or only check it under its plan. */
export type ReadingTask = { inspect: true; overrides: Partial<ImportPlan> | null } | { inspect: false };

// Answers that make other columns, map other fields or change what words mean: they may raise new questions.
const LOOK_AGAIN = new Set([
	...['encoding', 'header-changed', 'sheet', 'delimiter', 'escape', 'header', 'field', 'event', 'words', 'empty'],
	...['snapshots', 'movements', 'types']
]);

/** How a file is read once its questions have these answers. */
export function readingAfter(plan: ImportPlan, answered: readonly string[]): ReadingTask {
	// Who is missing from the last snapshot depends on how its days are read.
	const isOrdered = plan.rowsAre === 'snapshots' && answered.some((id) => id.startsWith('date-order:'));
	const again = plan.columns.length === 0 || isOrdered || answered.some((id) => LOOK_AGAIN.has(id.split(':')[0]));
	return again ? { inspect: true, overrides: plan } : { inspect: false };
}
