import type { Note } from '../metric.ts';
import type { WhatIfRow, WhatIfSummary } from './what-if.ts';

/** What a reader of a what-if must know: what it assumes, what it leaves out. */
export function whatIfNotes(rows: WhatIfRow[], summary: WhatIfSummary): Note[] {
	const notes: Note[] = [{ key: `metrics.clock.${summary.clock}` }];
	if (rows.length === 0) notes.push({ key: 'metrics.whatIf.noFunctions' });
	if (summary.postsRemoved > 0)
		return [...notes, { key: 'metrics.whatIf.layoff', details: { posts: summary.postsRemoved } }];
	notes.push({ key: 'metrics.whatIf.together' }, { key: 'metrics.whatIf.rolesIndependent' });
	if (summary.withoutHistory > 0)
		notes.push({ key: 'metrics.whatIf.withoutHistory', details: { people: summary.withoutHistory } });
	if (summary.historyOf)
		notes.push({ key: 'metrics.whatIf.history', details: { on: summary.historyOf.on, discount: summary.discount } });
	if (summary.historyCounts)
		notes.push({
			key: 'metrics.whatIf.historyElsewhere',
			details: { ...summary.historyCounts, discount: summary.discount }
		});
	if (summary.oddsFactor !== 1)
		notes.push({ key: 'metrics.whatIf.oddsFactor', details: { factor: summary.oddsFactor } });
	if (summary.exempt > 0) notes.push({ key: 'metrics.whatIf.exempt', details: { people: summary.exempt } });
	notes.push(summary.costs === null ? { key: 'metrics.whatIf.noPay' } : { key: 'metrics.whatIf.moneyLeavesOut' });
	return notes;
}
