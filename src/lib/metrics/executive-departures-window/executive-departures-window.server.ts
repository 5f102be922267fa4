import { dayNumber } from '#lib/statistics/civil-date.ts';
import { departuresWindow } from '#lib/statistics/departures-window.ts';
import type { DayZero } from '../event-day-zero.ts';
import type { Computed, MetricTables } from '../metric-definition.server.ts';
import type { Note } from '../metric.ts';
import type {
	DepartureBasis,
	DeparturePeriod,
	DepartureRow,
	DeparturesSummary
} from './executive-departures-window.ts';

export type ExecutiveDeparture = NonNullable<MetricTables['executives']>[number];

export interface DeparturesParams {
	dayZero: DayZero;
	/** Only departures of this organisation; null: of all in the tables. */
	organisation: string | null;
	basis: DepartureBasis;
	/** Last civil date of the data; null where they are known to reach day 180. */
	asOf: string | null;
	/** Person-days of executives before and after, where a roster tells who they are. */
	personDays: { before: number; after: number } | null;
}

const DAYS = 180;

/**
 * Departures of executives within 180 days of an event: each with its day, and the rate after against the rate before.
 *
 * Before is days -180 to -1, after days 0 to 180. One basis for all: when a departure was announced, or when it took
 * effect. A date without a day is counted as unknown and left out of the rates; an appointment is no departure. Numbers
 * are small: the departures themselves say more than the ratio.
 *
 * @param departures one per holder of a post
 * @returns departures by date, those without a day last
 * @see METHODS 6.4
 * @example one departure on day -30, five from day 0 on: ratio (5/181) / (1/180) = 4.97, 0.556 to 235
 */
export function executiveDeparturesWindow(
	departures: readonly ExecutiveDeparture[],
	params: DeparturesParams
): Computed<DepartureRow, DeparturesSummary> {
	const zero = dayNumber(params.dayZero.on);
	const observed = params.asOf === null ? DAYS : Math.min(DAYS, dayNumber(params.asOf) - zero);
	const rows = departures
		.filter((departure) => departure.kind !== 'appointment' && isOf(departure, params.organisation))
		.map((departure) => departureRow(departure, params.basis, zero, observed))
		.sort((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity) || (a.person < b.person ? -1 : 1));
	const exposure = params.personDays ?? { before: DAYS, after: Math.max(0, observed + 1) };
	// What lies beyond the data is not counted, since the days after it are not.
	const days = rows.map((row) => (row.period === 'outside' ? Infinity : row.day));
	const found = departuresWindow(days, 0, exposure);
	const summary: DeparturesSummary = {
		dayZero: params.dayZero,
		organisation: params.organisation,
		basis: params.basis,
		before: found.before,
		after: found.after,
		outside: found.outside,
		unknown: found.unknown,
		exposureBefore: exposure.before,
		exposureAfter: exposure.after,
		exposureUnit: params.personDays ? 'person-days' : 'days',
		ratio: found.ratio.ratio,
		interval: { lower: found.ratio.lower, upper: found.ratio.upper, method: 'exact-rate-ratio', level: 0.95 },
		pCentral: found.ratio.pCentral,
		pMidp: found.ratio.pMidp
	};
	return { rows, summary, notes: notesOf(summary, DAYS - observed) };
}

function isOf(departure: ExecutiveDeparture, organisation: string | null): boolean {
	return organisation === null || normal(departure.organisation) === normal(organisation);
}

function normal(name: string): string {
	return name.trim().toLowerCase();
}

function departureRow(
	departure: ExecutiveDeparture,
	basis: DepartureBasis,
	zero: number,
	observed: number
): DepartureRow {
	const date = basis === 'announced' ? departure.announcedOn : departure.effectiveOn;
	const day = date !== null && date.length === 'YYYY-MM-DD'.length ? dayNumber(date) - zero : null;
	const { person, post, kind, source } = departure;
	return { person, post, kind, date, day, period: periodOf(day, observed), source };
}

function periodOf(day: number | null, observed: number): DeparturePeriod {
	if (day === null) return 'unknown';
	if (day < -DAYS || day > observed) return 'outside';
	return day < 0 ? 'before' : 'after';
}

function notesOf(summary: DeparturesSummary, missing: number): Note[] {
	const notes: Note[] = [{ key: `metrics.departures.basis.${summary.basis}` }, { key: 'metrics.departures.small' }];
	if (missing > 0) notes.push({ key: 'metrics.window.cut', details: { days: missing } });
	if (summary.unknown > 0) notes.push({ key: 'metrics.departures.unknown', details: { departures: summary.unknown } });
	return notes;
}
