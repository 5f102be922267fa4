import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import type { Result } from '../metric.ts';
import type { KnowledgeRow, KnowledgeSummary } from './knowledge-retained.ts';

type KnowledgeResult = Result<KnowledgeRow, KnowledgeSummary>;

/** Analysts see every figure; executives no index that tells the tenure of a few people. */
export const knowledgeProtection: Protection<KnowledgeResult> = {
	analyst: asItIs,
	executive: protectedKnowledge
};

/**
 * The index hidden where fewer than `threshold` people are in the base, have left or are still there: with headcount
 * known, several weights together would tell how long they had been there. Else in whole percent.
 */
export function protectedKnowledge(result: KnowledgeResult, threshold: number): KnowledgeResult {
	const rows = result.rows.map((row) => protectedRow(row, threshold));
	const total = protectedRow(result.summary.total, threshold);
	const isSuppressed = [total, ...rows].some((row) => row.isSuppressed);
	const note = { key: 'metrics.suppressed', details: { most: threshold - 1 } };
	const notes = isSuppressed ? [...result.notes, note] : result.notes;
	return { ...result, rows, summary: { ...result.summary, total }, notes };
}

function protectedRow(row: KnowledgeRow, threshold: number): KnowledgeRow {
	const isFew = (people: number) => people > 0 && people < threshold;
	const isSuppressed = isFew(row.base) || isFew(row.remaining) || isFew(row.base - row.remaining);
	const shown = (retained: number | null) =>
		isSuppressed || retained === null ? null : Math.round(retained * 100) / 100;
	return {
		...row,
		retained: shown(row.retained),
		sensitivity: row.sensitivity.map(({ weight, retained }) => ({ weight, retained: shown(retained) })),
		isSuppressed
	};
}
