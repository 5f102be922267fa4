import type { Note } from './metric.ts';

const EXCLUDED = ['missingHire', 'exitBeforeHire', 'terminatedWithoutExitDate', 'contractors'] as const;

/** One note for each kind of row that cleaning the roster left out. */
export function rosterNotes(quality: Record<(typeof EXCLUDED)[number], number>): Note[] {
	return EXCLUDED.flatMap((name) =>
		quality[name] > 0 ? [{ key: `metrics.quality.${name}`, details: { rows: quality[name] } }] : []
	);
}
