import { dayOfText, readDateText, type DateProblem, type DateRules, type DateText } from './dates.ts';
import { isTimeZone, zoneResolver, type LocalTimeKind, type ResolvedTime } from './zones.ts';

/** A date and time as written; `zone` is null without any, else an offset, "Z" or an abbreviation. */
export interface InstantText {
	date: string;
	/** Milliseconds since midnight. */
	time: number;
	zone: { offsetMinutes: number } | { abbreviation: string } | null;
	/** Written without seconds, or without any time. */
	precision: 'day' | 'minute' | 'second';
}

const TIME = /^(\d{1,2})(?::|h)(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?([ap])?\.?(?:m\.?)?$/i;
const ZONE = /\s?(?:(Z|UTC|GMT)|(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})?|(?<=[\d\s])([A-Z]{2,5}))$/;

/** Splits "2022-11-17T16:42:10-05:00", "17/11/2022 16:42" or "11/17/22 4:42 PM ET"; null where there is no date. */
export function readInstantText(text: string): InstantText | null {
	if (text.length > 60 || text.length < 6) return null;
	const at = timeStart(text);
	if (at < 0) return readDateText(text) ? { date: text, time: 0, zone: null, precision: 'day' } : null;
	const date = text.slice(0, at).replace(/[T,\s]+$/, '');
	let rest = text.slice(at).trim();
	let zone: InstantText['zone'] = null;
	const match = ZONE.exec(rest);
	if (match && !/^[AP]M$/i.test(match[5] ?? '')) {
		rest = rest.slice(0, match.index).trim();
		zone = zoneOf(match);
	}
	const time = timeOf(rest);
	if (time === null || readDateText(date) === null) return null;
	return { date, time: time.milliseconds, zone, precision: time.hasSeconds ? 'second' : 'minute' };
}

/** Where the time begins: the one or two digits before the first colon (or the h of "16h42"). */
function timeStart(text: string): number {
	const match = /[T,\s]\d{1,2}(?::|h)\d{2}/.exec(text);
	return match ? match.index + 1 : -1;
}

function timeOf(text: string): { milliseconds: number; hasSeconds: boolean } | null {
	const match = TIME.exec(text);
	if (!match) return null;
	let hour = Number(match[1]);
	const half = match[5]?.toLowerCase();
	if (half) {
		if (hour < 1 || hour > 12) return null;
		hour = (hour % 12) + (half === 'p' ? 12 : 0);
	}
	const minute = Number(match[2]);
	const second = Number(match[3] ?? 0);
	if (hour > 23 || minute > 59 || second > 59) return null;
	const fraction = match[4] ? Math.floor(Number(`0.${match[4]}`) * 1000) : 0;
	return { milliseconds: ((hour * 60 + minute) * 60 + second) * 1000 + fraction, hasSeconds: match[3] !== undefined };
}

function zoneOf(match: RegExpExecArray): InstantText['zone'] {
	const [, utc, sign, hours, minutes, abbreviation] = match;
	if (utc) return { offsetMinutes: 0 };
	if (abbreviation) return { abbreviation };
	return { offsetMinutes: (Number(hours) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -1 : 1) };
}

export type InstantResult =
	{ milliseconds: number; kind: LocalTimeKind } | { problem: DateProblem | 'TIME_ZONE' | 'TIME_INVALID' };

/**
 * Reads instants of one column. A time with an offset keeps it; one without, or with an abbreviation, is a wall clock
 * in `timeZone`, and a problem where no zone was chosen. A date without a time is no instant; the day number of a
 * spreadsheet is one where it has a fraction, to the second.
 */
export function instantReader(rules: DateRules, timeZone: string | null): (text: string) => InstantResult {
	const resolve = timeZone && isTimeZone(timeZone) ? zoneResolver(timeZone) : null;
	return (text) => {
		const written = readInstantText(text);
		const date = written && readDateText(written.date);
		if (!written || !date) return { problem: 'DATE_INVALID' };
		if (date.form === 'serial') return serialInstant(text, date, rules, resolve);
		if (written.precision === 'day') return { problem: 'TIME_INVALID' };
		const day = dayOfText(date, rules);
		if (typeof day === 'string') return { problem: day };
		const local = day * 86_400_000 + written.time;
		if (written.zone && 'offsetMinutes' in written.zone)
			return { milliseconds: local - written.zone.offsetMinutes * 60_000, kind: 'unique' };
		return resolve ? resolve(local) : { problem: 'TIME_ZONE' };
	};
}

function serialInstant(
	text: string,
	serial: DateText,
	rules: DateRules,
	resolve: ((local: number) => ResolvedTime) | null
): InstantResult {
	const day = dayOfText(serial, rules);
	if (typeof day === 'string') return { problem: day };
	const fraction = /\.(\d+)$/.exec(text)?.[1];
	if (fraction === undefined) return { problem: 'TIME_INVALID' };
	const local = (day * 86_400 + Math.round(Number(`0.${fraction}`) * 86_400)) * 1000;
	return resolve ? resolve(local) : { problem: 'TIME_ZONE' };
}
