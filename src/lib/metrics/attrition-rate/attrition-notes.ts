import { isTwoPointMisleading } from '#lib/statistics/average-headcount.ts';
import type { Note } from '../metric.ts';
import { rosterNotes } from '../roster-notes.ts';
import type { AttritionSummary } from './attrition-rate.ts';

/** Below this a rate for a year is a guess. */
const FEWEST_DAYS = 90;

/** What a reader of the rates has to know: how they are counted, and what is doubtful about them. */
export function attritionNotes(summary: AttritionSummary): Note[] {
	const { total, quality, days, fold } = summary;
	const notes: Note[] = [{ key: `metrics.attrition.denominator.${summary.denominator}` }];
	if (days < FEWEST_DAYS || summary.hasUltimatum)
		notes.push({ key: 'metrics.attrition.annualised', details: { days } });
	if (summary.hasUltimatum) notes.push({ key: `metrics.attrition.fold.${fold}` });
	if (summary.contractors === 'in') notes.push({ key: 'metrics.contractorsIn' });
	if (isTwoPointMisleading(total.averages)) notes.push({ key: 'metrics.headcount.twoPointMisleads' });
	if ((total.types.unknown ?? 0) > 0)
		notes.push({ key: 'metrics.attrition.unknown', details: { exits: total.types.unknown ?? 0 } });
	if ((summary.transfersWithoutNext ?? 0) > 0)
		notes.push({ key: 'metrics.attrition.transfers', details: { exits: summary.transfersWithoutNext ?? 0 } });
	if (total.regretted === null) notes.push({ key: 'metrics.attrition.regrettedNotGiven' });
	if ((total.rate ?? 0) > 100) notes.push({ key: 'metrics.attrition.overHundred' });
	return [...notes, ...rosterNotes(quality)];
}
