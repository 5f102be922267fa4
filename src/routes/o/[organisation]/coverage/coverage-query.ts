import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import type { Tier } from '#lib/metrics/metric.ts';
import { acceptReader, type Refused } from '../filter-reader.ts';

export const CLOCKS = ['announced', 'worked', 'legal'] as const;
export type Clock = (typeof CLOCKS)[number];

/** An event as the filter needs it: its first day and, where it has one, the day of its deadline. */
export interface EventChoice {
	id: string;
	title: string;
	dayZero: string;
	deadlineOn: string | null;
}
/** What a reader may choose among; `lastDay` is the day the newest roster was true. */
export interface CoverageChoices {
	tier: Tier;
	events: EventChoice[];
	firstDay: string;
	lastDay: string;
}
export interface CoverageQuery {
	event: string | null;
	clock: Clock;
	on: string;
	before: string | null;
	role: string | null;
}
export function dayBefore(day: string): string {
	return civilDate(dayNumber(day) - 1);
}

/** The days an executive may choose: month ends and the days around events, inside the span of the data. */
export function listedDays(choices: CoverageChoices): string[] {
	const around = choices.events.flatMap((event) => [
		dayBefore(event.dayZero),
		event.dayZero,
		...(event.deadlineOn ? [event.deadlineOn, civilDate(dayNumber(event.deadlineOn) + 1)] : [])
	]);
	const days = [...monthEnds(choices.firstDay, choices.lastDay), ...around, choices.lastDay];
	return [...new Set(days)].filter((day) => day >= choices.firstDay && day <= choices.lastDay).sort();
}

function monthEnds(from: string, to: string): string[] {
	const [year, month] = from.split('-').map(Number);
	const [lastYear, lastMonth] = to.split('-').map(Number);
	const count = Math.max(0, (lastYear - year) * 12 + lastMonth - month);
	return Array.from({ length: count }, (_, step) =>
		new Date(Date.UTC(year, month + step, 0)).toISOString().slice(0, 10)
	);
}

/** The event a page opens with: the newest ultimatum begun by the last day of the data, else the newest event. */
export function defaultEvent(choices: CoverageChoices): EventChoice | null {
	const begun = choices.events
		.filter((event) => event.dayZero <= choices.lastDay)
		.sort((a, b) => (a.dayZero < b.dayZero ? 1 : -1));
	return begun.find((event) => event.deadlineOn !== null) ?? begun[0] ?? null;
}

/** Reads the filters from the address. A value that cannot be used is replaced by the default and reported. */
export function parseCoverageQuery(
	parameters: URLSearchParams,
	choices: CoverageChoices
): { query: CoverageQuery; refused: Refused[] } {
	const refused: Refused[] = [];
	const read = acceptReader(parameters, refused);
	const acceptDay = dayRule(choices);
	const event = read<EventChoice | null>(
		'event',
		(value) => (value === 'none' ? null : choices.events.find((entry) => entry.id === value)),
		defaultEvent(choices)
	);
	const clock = read<Clock>('clock', (value) => CLOCKS.find((entry) => entry === value), 'worked');
	const on = read('on', acceptDay, choices.lastDay);
	const eve = event && dayBefore(event.dayZero) >= choices.firstDay ? dayBefore(event.dayZero) : null;
	const before = read<string | null>('before', (value) => (value === 'none' ? null : acceptDay(value)), eve);
	const role = parameters.get('role')?.trim().slice(0, 200) || null;
	return { query: { event: event?.id ?? null, clock, on, before, role }, refused };
}

function dayRule(choices: CoverageChoices): (value: string) => string | undefined {
	const listed = choices.tier === 'analyst' ? null : new Set(listedDays(choices));
	return (value) => {
		if (!isCivilDay(value)) return undefined;
		if (value < choices.firstDay || value > choices.lastDay) return undefined;
		return listed === null || listed.has(value) ? value : undefined;
	};
}

function isCivilDay(value: string): boolean {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
	const time = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : NaN;
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** The filters as an address part; what is not set stays out. */
export function coverageSearch(query: CoverageQuery): string {
	const entries = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null);
	return new URLSearchParams(entries).toString();
}
