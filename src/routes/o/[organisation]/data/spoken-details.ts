import type { Language } from '#lib/messages/language.ts';

type Details = Record<string, string | number>;

const DAYS = ['first', 'last', 'otherFirst', 'otherLast'];
const CIVIL_DATE = /^\d{4}-\d\d-\d\d$/;

/** Details of a sentence with the days that were understood written out; what stands in the file stays as it is. */
export function spokenDetails(format: Pick<Language['format'], 'date'>, details: Details | undefined): Details {
	const days = DAYS.flatMap((name): [string, string][] => {
		const day = details?.[name];
		return typeof day === 'string' && CIVIL_DATE.test(day) ? [[name, format.date(day)]] : [];
	});
	return { ...details, ...Object.fromEntries(days) };
}
