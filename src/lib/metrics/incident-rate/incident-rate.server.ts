import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import { dispersionIndex } from '#lib/statistics/dispersion-index.ts';
import { garwoodInterval } from '#lib/statistics/garwood-interval.ts';
import { rateRatio } from '#lib/statistics/rate-ratio.ts';
import type { DayZero } from '../event-day-zero.ts';
import type { Computed } from '../metric-definition.server.ts';
import type { Note } from '../metric.ts';
import { incidentDate } from '../incident-date.ts';
import type { Incident } from '../incident-date.ts';
import { incidentSeries } from './incident-series.ts';
import type { IncidentRateRow, IncidentRateSummary } from './incident-rate.ts';

export interface IncidentRateParams {
	dayZero: DayZero;
	/** Days observed before day 0, and from day 0 on. */
	daysBefore: number;
	daysAfter: number;
	/** Last civil date of the data; null where they are known to reach the last day. */
	asOf: string | null;
	/** Only incidents of this organisation, severity or service; null: all. */
	organisation: string | null;
	severity: string | null;
	service: string | null;
}

const WEEK = 7;

/**
 * Incidents before an event and from its day on: rates per week, their exact ratio, and whether a Poisson process fits.
 *
 * An incident counts on the day it began (UTC). The same definition and severity must hold before and after. Where the
 * counts of weeks vary more than those of a Poisson process, the exact limits are too narrow, and the interrupted time
 * series with scaled errors stands in for them.
 *
 * @param incidents one per outage: startedAt (instant) or startedOn (date)
 * @returns two rows, before and after; ratio, series and bins in the summary
 * @see METHODS 6.6, 6.5, 1.5
 * @example 25 in 365 days before, 12 in 90 after: ratio 1.947, 0.891 to 4.021
 */
export function incidentRate(
	incidents: readonly Incident[],
	params: IncidentRateParams
): Computed<IncidentRateRow, IncidentRateSummary> {
	const zero = dayNumber(params.dayZero.on);
	const last = params.asOf === null ? Infinity : dayNumber(params.asOf) - zero;
	const after = Math.max(0, Math.min(params.daysAfter, last + 1));
	const chosen = incidents.filter((incident) => isChosen(incident, params));
	const dated = chosen.flatMap((incident) => {
		const date = incidentDate(incident);
		return date === null ? [] : [{ day: dayNumber(date) - zero, severity: incident.severity }];
	});
	const counted = dated.filter(({ day }) => day >= -params.daysBefore && day < after);
	const days = counted.map(({ day }) => day);
	const rows = [
		rateRow('before', days, { from: -params.daysBefore, to: -1 }, zero),
		rateRow('after', days, { from: 0, to: after - 1 }, zero)
	];
	const of = (row: IncidentRateRow) => ({ events: row.incidents, exposure: row.days });
	const { ratio, lower, upper, pCentral, pMidp } = rateRatio(of(rows[1]), of(rows[0]));
	const summary: IncidentRateSummary = {
		dayZero: params.dayZero,
		severity: params.severity,
		service: params.service,
		severities: [...new Set(counted.map(({ severity }) => severity ?? ''))].sort(),
		unknown: chosen.length - dated.length,
		outside: dated.length - counted.length,
		ratio,
		ratioInterval: { lower, upper, method: 'exact-rate-ratio', level: 0.95 },
		pCentral,
		pMidp,
		isOverdispersed: rows.some((row) => row.dispersion?.isOverdispersed),
		...incidentSeries(days, params.daysBefore, after)
	};
	return { rows, summary, notes: notesOf(summary, params.daysAfter - after) };
}

function isChosen(incident: Incident, { organisation, severity, service }: IncidentRateParams): boolean {
	const isSame = (wanted: string | null, given: string | null) => wanted === null || normal(given) === normal(wanted);
	return (
		isSame(organisation, incident.organisation) &&
		isSame(severity, incident.severity) &&
		isSame(service, incident.service)
	);
}

function normal(name: string | null): string {
	return (name ?? '').trim().toLowerCase();
}

function rateRow(
	period: IncidentRateRow['period'],
	days: readonly number[],
	{ from, to }: { from: number; to: number },
	zero: number
): IncidentRateRow {
	const observed = to - from + 1;
	const own = days.filter((day) => day >= from && day <= to);
	const limits = garwoodInterval(own.length, observed / WEEK) ?? { lower: null, upper: null };
	return {
		period,
		from: observed > 0 ? civilDate(zero + from) : null,
		to: observed > 0 ? civilDate(zero + to) : null,
		days: observed,
		incidents: own.length,
		perWeek: observed > 0 ? (own.length / observed) * WEEK : null,
		interval: { ...limits, method: 'garwood', level: 0.95 },
		dispersion: dispersionIndex(weeklyCounts(own, observed, period === 'before'))
	};
}

/** Counts of the whole weeks next to day 0; days left over at the far end are in none. */
function weeklyCounts(days: readonly number[], observed: number, isBefore: boolean): number[] {
	const counts = new Array<number>(Math.floor(observed / WEEK)).fill(0);
	for (const day of days) {
		const week = isBefore ? Math.floor((-1 - day) / WEEK) : Math.floor(day / WEEK);
		if (week < counts.length) counts[week]++;
	}
	return counts;
}

function notesOf(summary: IncidentRateSummary, missing: number): Note[] {
	const notes: Note[] = [{ key: 'metrics.incidents.sameDefinition' }];
	if (missing > 0) notes.push({ key: 'metrics.window.cut', details: { days: missing } });
	if (summary.severities.length > 1)
		notes.push({ key: 'metrics.incidents.severities', details: { severities: summary.severities.length } });
	if (summary.unknown > 0) notes.push({ key: 'metrics.incidents.unknown', details: { incidents: summary.unknown } });
	if (summary.isOverdispersed) notes.push({ key: 'metrics.incidents.overdispersed' });
	if (summary.wasChangingBefore) notes.push({ key: 'metrics.incidents.changingBefore' });
	if (typeof summary.series === 'string') notes.push({ key: `metrics.incidents.noSeries.${summary.series}` });
	return notes;
}
