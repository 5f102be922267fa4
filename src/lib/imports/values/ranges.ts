import type { Range } from '#lib/datasets/dataset.ts';
import { numberOfText, readNumberText } from './numbers.ts';

const AT_MOST =
	/^(?:up to|at most|no more than|max(?:imum)?|under|fewer than|less than|below|<=?|≤|jusqu'à|au plus|moins de|bis zu|höchstens|unter)\s*/iu;
const AT_LEAST = /^(?:at least|more than|over|above|min(?:imum)?|>=?|≥|au moins|plus de|mindestens|über|mehr als)\s*/iu;
const ABOUT =
	/^(?:about|around|approx(?:imately)?\.?|circa|ca\.?|roughly|some|~|≈|environ|près de|etwa|rund|ungefähr)\s*/iu;
const BETWEEN =
	/^(?:between|entre|zwischen)?\s*(\d[\d.,' \u00a0\u202f]{0,20}?)\s*(?:[-–—à]|to|and|et|bis|und)\s*(\d[\d.,' \u00a0\u202f]{0,20})(?:\s|$)/iu;

/**
 * The bounds a published figure gives, with its words: "about 3,700" has a best value and no bounds, "up to 336" only
 * an upper one, "50 to 200" both and no best. Words without a figure keep all bounds null.
 */
export function rangeOfText(text: string, decimalMark: '.' | ','): Range {
	const range = (low: number | null, best: number | null, high: number | null): Range => ({ low, best, high, text });
	const number = (part: string): number | null => {
		const written = readNumberText(part.trim());
		return written && !written.isPercent ? numberOfText(written, decimalMark) : null;
	};
	const between = BETWEEN.exec(text);
	const low = between && number(between[1]);
	const high = between && number(between[2]);
	if (low !== null && high !== null && low <= high) return range(low, null, high);
	const leading = (pattern: RegExp) => (pattern.test(text) ? number(leadingNumber(text.replace(pattern, ''))) : null);
	const most = leading(AT_MOST);
	if (most !== null) return range(null, null, most);
	const least = leading(AT_LEAST);
	if (least !== null) return range(least, null, null);
	const about = leading(ABOUT);
	if (about !== null) return range(null, about, null);
	const exact = number(text);
	return range(exact, exact, exact);
}

function leadingNumber(text: string): string {
	return /^\d[\d.,'\u00a0\u202f]*/u.exec(text)?.[0].replace(/[.,]$/, '') ?? '';
}
