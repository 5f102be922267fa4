import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import { isMovedByFew, NOTHING_SHOWN } from '#lib/server/disclosure/shown-before.ts';
import type { ShownBefore, ShownPart } from '#lib/server/disclosure/shown-before.ts';
import type { Result } from '../metric.ts';
import { KNOWLEDGE_PEOPLE, knowledgePart, shownKnowledge } from './knowledge-shown.server.ts';
import type { KnowledgeRow, KnowledgeSummary } from './knowledge-retained.ts';

type KnowledgeResult = Result<KnowledgeRow, KnowledgeSummary>;

/** Analysts see every figure; executives no index that tells the tenure of a few people. */
export const knowledgeProtection: Protection<KnowledgeResult> = {
	analyst: asItIs,
	executive: protectedKnowledge
};

/**
 * The index hidden where fewer than `threshold` people are in the base, have left or are still there: with headcount
 * known, several weights together would tell how long they had been there. Else in whole percent. Hidden likewise where
 * it is another than was shown before, of these or other days, and the people it rests on are fewer than `threshold`
 * more or less: the change would be theirs.
 *
 * @see METHODS 7.1, 7.4
 */
export function protectedKnowledge(
	result: KnowledgeResult,
	threshold: number,
	before: ShownBefore = NOTHING_SHOWN
): KnowledgeResult {
	const part = before(knowledgePart(result.summary));
	const rows = result.rows.map((row) => protectedRow(row, threshold, part));
	const total = protectedRow(result.summary.total, threshold, before('total'));
	const isSuppressed = [total, ...rows].some((row) => row.isSuppressed);
	const note = { key: 'metrics.suppressed', details: { most: threshold - 1 } };
	const notes = isSuppressed ? [...result.notes, note] : result.notes;
	return { ...result, rows, summary: { ...result.summary, total }, notes };
}

function protectedRow(row: KnowledgeRow, threshold: number, before: ShownPart): KnowledgeRow {
	const isFew = (people: number) => people > 0 && people < threshold;
	const isSuppressed =
		isFew(row.base) ||
		isFew(row.remaining) ||
		isFew(row.base - row.remaining) ||
		isMovedByFew(before, { row: row.group ?? '', values: shownKnowledge(row), people: KNOWLEDGE_PEOPLE }, threshold);
	const shown = (retained: number | null) =>
		isSuppressed || retained === null ? null : Math.round(retained * 100) / 100;
	return {
		...row,
		retained: shown(row.retained),
		sensitivity: row.sensitivity.map(({ weight, retained }) => ({ weight, retained: shown(retained) })),
		isSuppressed
	};
}
