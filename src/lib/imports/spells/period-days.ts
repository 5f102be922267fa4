import { dayOfText, readDateText, type DateRules } from '../values/dates.ts';

const UNKNOWN = -2_147_483_648;

/** The record date of a period as written, as a day number; a text that is no period lies before every day. */
export function periodDays(side: 'first' | 'last', rules: DateRules): (text: string) => number {
	return (text) => {
		const written = readDateText(text);
		const day = written && dayOfText(written, { ...rules, partialDates: side });
		return typeof day === 'number' ? day : UNKNOWN;
	};
}
