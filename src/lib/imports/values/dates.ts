import { monthOfName } from './month-names.ts';
import type { DateOrder } from '../plan.ts';

/** A date as it is written, before anybody decides what its parts mean. */
export type DateText =
	| { form: 'ymd'; year: number; month: number; day: number }
	| { form: 'parts'; first: number; second: number; year: number; isShortYear: boolean; separator: string }
	| { form: 'named'; year: number; month: number; day: number; isShortYear: boolean }
	| { form: 'partial'; year: number; month: number | null }
	| { form: 'serial'; serial: number };

const TIME = String.raw`(?:[T ,]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:[AaPp]\.?[Mm]\.?)?\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const YMD = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`);
const PARTS = new RegExp(String.raw`^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})${TIME}$`);
const DAY_NAME = /^(\d{1,2})(?:st|nd|rd|th|er)?[.\s-]{1,3}(\p{L}{3,10})\.?[,\s-]{0,2}(\d{4}|\d{2})$/u;
const NAME_DAY = /^(\p{L}{3,10})\.?\s{1,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(\d{4}|\d{2})$/u;
const NAME_YEAR = /^(\p{L}{3,10})\.?,?[\s-]{1,2}(\d{4})$/u;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;

/** Reads how a date is written; null where it is no date at all. Nothing is decided and no date is checked. */
export function readDateText(text: string): DateText | null {
	if (text.length > 40 || text.length < 4) return null;
	const first = text.charCodeAt(0);
	if (first < 48 || first > 57) return readNamed(text);
	// Digits alone, as in a column of ids: no separators to look for.
	if (!/\D/.test(text)) return text.length > 8 || text.length === 7 ? null : readRareNumeric(text);
	let match = YMD.exec(text);
	if (match) return { form: 'ymd', year: +match[1], month: +match[3], day: +match[4] };
	match = PARTS.exec(text);
	if (match) {
		const [, a, separator, b, year] = match;
		return { form: 'parts', first: +a, second: +b, year: +year, isShortYear: year.length === 2, separator };
	}
	return readRareNumeric(text) ?? readNamed(text);
}

function readRareNumeric(text: string): DateText | null {
	const compact = COMPACT.exec(text);
	if (compact) return { form: 'ymd', year: +compact[1], month: +compact[2], day: +compact[3] };
	if (/^\d{5}(?:\.\d{1,12})?$/.test(text)) return { form: 'serial', serial: Math.floor(Number(text)) };
	if (/^(?:1[89]|20|21)\d{2}$/.test(text)) return { form: 'partial', year: +text, month: null };
	const month = /^(\d{4})-?(\d{2})$/.exec(text);
	if (month && +month[2] >= 1 && +month[2] <= 12) return { form: 'partial', year: +month[1], month: +month[2] };
	const monthFirst = /^(\d{1,2})[/.](\d{4})$/.exec(text);
	if (monthFirst && +monthFirst[1] >= 1 && +monthFirst[1] <= 12)
		return { form: 'partial', year: +monthFirst[2], month: +monthFirst[1] };
	return null;
}

function readNamed(text: string): DateText | null {
	const dayFirst = DAY_NAME.exec(text);
	if (dayFirst) return named(dayFirst[2], dayFirst[1], dayFirst[3]);
	const nameFirst = NAME_DAY.exec(text);
	if (nameFirst) return named(nameFirst[1], nameFirst[2], nameFirst[3]);
	const partial = NAME_YEAR.exec(text);
	const month = partial && monthOfName(partial[1]);
	return month ? { form: 'partial', year: +partial[2], month } : null;
}

function named(name: string, day: string, year: string): DateText | null {
	const month = monthOfName(name);
	return month === null ? null : { form: 'named', year: +year, month, day: +day, isShortYear: year.length === 2 };
}

const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** Days since 1970-01-01 of a civil date, or null where the date does not exist. 1970-01-02 is 1. */
export function civilDay(year: number, month: number, day: number): number | null {
	if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || year < 1) return null;
	const before = year - 1;
	const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
	const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
	return before * 365 + leapDays + DAYS_BEFORE[month - 1] + leapDay + day - 719_163;
}

export function daysInMonth(year: number, month: number): number {
	if (month === 2) return isLeapYear(year) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
	return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** What a column's plan says about dates whose text alone does not decide. */
export interface DateRules {
	dateOrder?: DateOrder;
	centuryStart?: number;
	partialDates?: 'first' | 'last' | 'exclude';
	serialSystem?: '1900' | '1904' | 'exclude';
}
export type DateProblem =
	'DATE_INVALID' | 'DATE_IMPOSSIBLE' | 'DATE_ORDER' | 'DATE_YEAR2' | 'DATE_SERIAL' | 'DATE_PARTIAL';

/** Day number of a date text under the rules of its column, or why there is none. Nothing rolls over. */
export function dayOfText(written: DateText, rules: DateRules): number | DateProblem {
	switch (written.form) {
		case 'serial':
			return dayOfSerial(written.serial, rules);
		case 'partial':
			return dayOfPartial(written, rules);
		case 'ymd':
			return civilDay(written.year, written.month, written.day) ?? 'DATE_IMPOSSIBLE';
		case 'named': {
			const year = fullYear(written, rules);
			return year === null ? 'DATE_YEAR2' : (civilDay(year, written.month, written.day) ?? 'DATE_IMPOSSIBLE');
		}
		case 'parts':
			return dayOfParts(written, rules);
	}
}

function dayOfParts(written: Extract<DateText, { form: 'parts' }>, rules: DateRules): number | DateProblem {
	const { first, second } = written;
	const isDayFirst = rules.dateOrder === 'dmy';
	if (!isDayFirst && rules.dateOrder !== 'mdy' && first !== second) return 'DATE_ORDER';
	const year = fullYear(written, rules);
	if (year === null) return 'DATE_YEAR2';
	return civilDay(year, isDayFirst ? second : first, isDayFirst ? first : second) ?? 'DATE_IMPOSSIBLE';
}

function fullYear(written: { year: number; isShortYear: boolean }, rules: DateRules): number | null {
	if (!written.isShortYear) return written.year;
	if (rules.centuryStart === undefined) return null;
	const offset = (written.year - (rules.centuryStart % 100) + 100) % 100;
	return rules.centuryStart + offset;
}

function dayOfPartial(written: { year: number; month: number | null }, rules: DateRules): number | DateProblem {
	if (rules.partialDates !== 'first' && rules.partialDates !== 'last') return 'DATE_PARTIAL';
	const isFirst = rules.partialDates === 'first';
	const month = written.month ?? (isFirst ? 1 : 12);
	return civilDay(written.year, month, isFirst ? 1 : daysInMonth(written.year, month)) ?? 'DATE_IMPOSSIBLE';
}

/** Spreadsheet day numbers: 1900 system with its 29 February 1900 (day 60), or 1904. 44197 is 2021-01-01. */
function dayOfSerial(serial: number, rules: DateRules): number | DateProblem {
	if (rules.serialSystem === '1904') return serial - 24_107;
	return rules.serialSystem === '1900' ? serial - 25_569 : 'DATE_SERIAL';
}
