import type { Range } from '#lib/datasets/dataset.ts';
import type { CellValue } from '../check/row-sink.ts';

/** One published figure whose bounds stand in columns of their own. */
export interface SplitRange {
	slot: number;
	low: CellValue;
	best: CellValue;
	high: CellValue;
	text: CellValue;
}

/**
 * The triple of one row from its columns and, where the file has one, the range column. Low and high that are equal
 * are the best value too; nothing else is worked out.
 */
export function rangeOfParts(own: Range | null, parts: SplitRange): Range | null {
	const low = (parts.low as number | null) ?? own?.low ?? null;
	const high = (parts.high as number | null) ?? own?.high ?? null;
	const best = (parts.best as number | null) ?? own?.best ?? (low === high ? low : null);
	const text = (parts.text as string | null) ?? own?.text ?? '';
	return low === null && high === null && best === null && text === '' ? null : { low, best, high, text };
}
