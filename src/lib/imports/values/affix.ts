/** What stands around every number of a column: a currency sign or a unit. */
export interface Affix {
	before: string;
	after: string;
}

const BEFORE = /^(?:\p{Sc}|[A-Z]{3})$/u;
const AFTER = /^(?:\p{Sc}|\p{L}{2,12}\.?)$/u;

/** Words that change the value: they are no units and are never left out. */
const MULTIPLIERS =
	/^(?:mio|mrd|tsd|bn|mn|mm|mil|mille|milliers?|millions?|milliards?|billions?|thousands?|hundreds?|dozens?|dutzend|hundert|tausend|million(?:en)?|milliarden?|cents?|centaines?|dizaines?)\.?$/i;

/** The number in a text such as "$ 1,300" or "1200 people" and what stands around it; null where it is none. */
export function affixedNumber(text: string): { number: string; affix: Affix } | null {
	if (text.length > 60) return null;
	const first = text.search(/[-+\u2212(]?\d/);
	const last = text.search(/\d\D*$/);
	if (first < 0 || last < 0) return null;
	const end = text[last + 1] === ')' ? last + 2 : last + 1;
	const before = text.slice(0, first).trim();
	const after = text.slice(end).trim();
	if (before === '' && after === '') return null;
	if ((before !== '' && !BEFORE.test(before)) || (after !== '' && !AFTER.test(after))) return null;
	return MULTIPLIERS.test(after) ? null : { number: text.slice(first, end), affix: { before, after } };
}

/** The text without what its column has around every number. */
export function withoutAffix(text: string, { before, after }: Affix): string {
	const start = before !== '' && text.startsWith(before) ? before.length : 0;
	const end = after !== '' && text.endsWith(after) ? text.length - after.length : text.length;
	return text.slice(start, end).trim();
}
