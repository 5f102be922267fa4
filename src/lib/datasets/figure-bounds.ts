import type { CellValue } from '#lib/imports/check/row-sink.ts';

/** The lowest and highest number a published figure may mean; null where it gives none. */
export function figureBounds(value: CellValue): { low: number; high: number } | null {
	if (value === null || typeof value !== 'object') return null;
	const numbers = [value.low, value.best, value.high].filter((number) => number !== null);
	return numbers.length === 0 ? null : { low: Math.min(...numbers), high: Math.max(...numbers) };
}
