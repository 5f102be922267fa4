import { dayNumber, isCivilDate } from '#lib/statistics/civil-date.ts';
import { survivalCounts } from '#lib/statistics/survival-counts.ts';
import { survivalGroups } from '#lib/statistics/survival-groups.ts';
import { vacancyDays } from '#lib/statistics/vacancy-days.ts';
import type { Note } from '../metric.ts';
import type { VacancyMedian, VacancyRow, VacancySummary } from './executive-vacancy.ts';

/** Departures from posts as they are stored; dates may be no more than a year or a month. */
export interface PostDeparture {
	organisation: string;
	person: string;
	post: string;
	kind: string;
	effectiveOn: string | null;
	lastDay: string | null;
	actingStart: string | null;
	permanentStart: string | null;
}

/**
 * How long posts are vacant after their holders left, in days, as seen on a day.
 *
 * The median is that of Kaplan and Meier with open posts censored, since the mean over filled posts leaves out those
 * that take longest. Acting cover never fills a post. An appointment is no departure; without the last day of the
 * holder the day the departure took effect counts, and without a full date of either the post is unknown.
 *
 * @param params.on day of looking; starts after it are not known yet
 * @param params.organisation only its posts; null: all
 * @returns one row per departure: open posts first, the longest vacant first, then filled, occupied, unknown ones
 * @see METHODS 3.4
 * @example last day 31 January, successor from 1 March: filled, vacant 28 days
 */
export function executiveVacancy(
	departures: readonly PostDeparture[],
	params: { on: string; organisation: string | null }
): { rows: VacancyRow[]; summary: VacancySummary; notes: Note[] } {
	const on = dayNumber(params.on);
	const rows = departures
		.filter(
			({ kind, organisation }) => kind !== 'appointment' && (params.organisation ?? organisation) === organisation
		)
		.map((departure) => vacancyRow(departure, on))
		.sort(byStateAndDays);
	const vacant = rows.filter(({ state }) => state === 'filled' || state === 'open');
	const permanent = vacancyCurve(
		vacant.map((row) => ({ days: row.permanentDays ?? 0, isOver: row.state === 'filled' }))
	);
	const uncovered = vacancyCurve(vacant.map((row) => ({ days: row.uncoveredDays ?? 0, isOver: !row.isUncovered })));
	const count = (state: VacancyRow['state']) => rows.filter((row) => row.state === state).length;
	const filled = rows.filter(({ state }) => state === 'filled');
	const summary: VacancySummary = {
		...params,
		departures: rows.length,
		occupied: count('occupied'),
		filled: filled.length,
		open: count('open'),
		unknown: count('unknown'),
		medianPermanent: permanent.median,
		medianUncovered: uncovered.median,
		meanOfFilled:
			filled.length === 0 ? null : filled.reduce((sum, row) => sum + (row.permanentDays ?? 0), 0) / filled.length,
		...permanent.drawn
	};
	return { rows, summary, notes: notesOf(summary) };
}

function vacancyRow(departure: PostDeparture, on: number): VacancyRow {
	const { organisation, post, person } = departure;
	const lastDay = fullDate(departure.lastDay) ?? fullDate(departure.effectiveOn);
	const [actingStart, permanentStart] = [fullDate(departure.actingStart), fullDate(departure.permanentStart)];
	const about = { organisation, post, person, lastDay, actingStart, permanentStart };
	if (lastDay === null) {
		const nothing = { permanentDays: null, uncoveredDays: null, isUncovered: false, handoverDays: null };
		return { ...about, state: 'unknown', ...nothing };
	}
	const dayOf = (date: string | null) => (date === null ? null : dayNumber(date));
	const days = { lastDay: dayNumber(lastDay), actingStart: dayOf(actingStart), permanentStart: dayOf(permanentStart) };
	return { ...about, ...vacancyDays(days, on) };
}

function fullDate(date: string | null): string | null {
	return date !== null && isCivilDate(date) ? date : null;
}

const ORDER: VacancyRow['state'][] = ['open', 'filled', 'occupied', 'unknown'];

function byStateAndDays(a: VacancyRow, b: VacancyRow): number {
	const byState = ORDER.indexOf(a.state) - ORDER.indexOf(b.state);
	return byState || (b.permanentDays ?? 0) - (a.permanentDays ?? 0) || (a.post < b.post ? -1 : 1);
}

function vacancyCurve(vacancies: { days: number; isOver: boolean }[]) {
	const time = vacancies.map(({ days }) => days);
	const cause = vacancies.map(({ isOver }) => (isOver ? 1 : 0));
	const [found] = survivalGroups(survivalCounts({ time, cause }), [0], {}).groups;
	const { time: days, lower, upper } = found.quantiles[1];
	const median: VacancyMedian = { days, lower, upper };
	const { points: curve, censoredTimes: censored, risk, until } = found;
	return { median, drawn: { curve, censored, risk, until } };
}

function notesOf(summary: VacancySummary): Note[] {
	const notes: Note[] = [{ key: 'metrics.vacancy.acting' }];
	if (summary.open > 0 && summary.filled > 0)
		notes.push({ key: 'metrics.vacancy.meanTooLow', details: { open: summary.open } });
	if (summary.unknown > 0) notes.push({ key: 'metrics.vacancy.unknown', details: { departures: summary.unknown } });
	if (summary.filled + summary.open > 0 && summary.medianPermanent.days === null)
		notes.push({ key: 'metrics.vacancy.noMedian' });
	return notes;
}
