import type { ColumnProfile } from '../values/column-profile.ts';
import { foldWord } from './header-words.ts';

const TOTAL_WORDS = new Set(
	['total', 'totals', 'grand total', 'total général', 'totaux', 'summe', 'gesamt', 'gesamtsumme', 'somme', 'sum'].map(
		foldWord
	)
);

/** True for the label of a row of totals in English, French or German. */
export function isTotalWord(label: string): boolean {
	return label.length <= 20 && TOTAL_WORDS.has(foldWord(label));
}

/**
 * True where the last row is labelled as totals and one of its whole numbers equals the sum of the rows above.
 * `columns` were profiled with the last row included.
 */
export function isTotalRow(cells: string[], columns: ColumnProfile[]): boolean {
	const label = cells.find((cell) => cell !== '');
	if (label === undefined || !isTotalWord(label)) return false;
	return columns.some(({ numbers }, index) => {
		const total = /^\d{1,15}$/.test(cells[index] ?? '') ? Number(cells[index]) : null;
		return total !== null && total > 0 && numbers.integerSum === 2 * total;
	});
}
