import type { Note } from './metric.ts';

/** What every screen of a selection says: no legal advice, and which country's rule it is. */
export const SELECTION_NOTES: Note[] = [
	{ key: 'metrics.selection.notAdvice' },
	{ key: 'metrics.selection.unitedStates' }
];

/** A list of people who have not left yet: exits after the day the data were true, or said to be one. */
export function isPlannedList(params: { to: string; isPlanned: boolean }, asOf: string): boolean {
	return params.isPlanned || params.to > asOf;
}
