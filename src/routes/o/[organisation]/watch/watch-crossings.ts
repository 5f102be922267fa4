import type { CoverageRow } from '#lib/metrics/registry.server.ts';
import type { VacancyRow } from '#lib/metrics/registry-tenure.server.ts';
import type { Crossing } from '#lib/server/watch-rules.ts';

// A run that is older than the data has no day on which it began.
const BEFORE = 'before';

/** Roles below their minimum; one crossing a role and run, so that a role that recovered may cross again. */
export function belowCrossings(rows: readonly CoverageRow[]): Crossing[] {
	return rows
		.filter(({ required, qualified }) => qualified < required)
		.map(({ functionId, name, required, qualified, belowSince }) => ({
			key: `${functionId} ${belowSince ?? BEFORE}`,
			details: { role: name, required, qualified, since: belowSince }
		}));
}

/** Roles exactly at their minimum, from the day they came to be there. */
export function noSlackCrossings(rows: readonly CoverageRow[]): Crossing[] {
	return rows
		.filter(({ status }) => status === 'no_slack')
		.map((row) => {
			const since = noSlackSince(row);
			return {
				key: `${row.functionId} ${since ?? BEFORE}`,
				details: { role: row.name, required: row.required, since }
			};
		});
}

/** The first day of the present run at exactly the minimum; null where it began before the series. */
export function noSlackSince({
	series,
	requiredSeries
}: Pick<CoverageRow, 'series' | 'requiredSeries'>): string | null {
	const days = [...new Set([...series, ...requiredSeries].map(({ date }) => date))].sort();
	const isExact = (day: string) => {
		const qualified = series.findLast(({ date }) => date <= day)?.qualified ?? 0;
		return qualified === (requiredSeries.findLast(({ date }) => date <= day)?.required ?? null);
	};
	const before = days.findLastIndex((day) => !isExact(day));
	return before < 0 ? null : (days[before + 1] ?? null);
}

/** Posts without a permanent holder for more than so many days. */
export function vacancyCrossings(rows: readonly VacancyRow[], days: number): Crossing[] {
	return rows
		.filter(({ state, permanentDays }) => state === 'open' && (permanentDays ?? 0) > days)
		.map(({ organisation, post, lastDay }) => ({
			key: `${organisation} | ${post} | ${lastDay}`.slice(0, 500),
			details: { post, since: lastDay, days }
		}));
}

/** A version of the roster under which other roles are below their minimum than under the one before it. */
export function versionCrossings(
	roster: { datasetId: string; number: number },
	states: { present: string[] | null; former: string[] | null } | null
): Crossing[] {
	if (states === null || states.present === null || states.former === null) return [];
	const { present, former } = states;
	const fell = present.filter((name) => !former.includes(name));
	const back = former.filter((name) => !present.includes(name));
	if (fell.length + back.length === 0) return [];
	const details = { version: roster.number, fell: fell.join(', ') || null, back: back.join(', ') || null };
	return [{ key: `${roster.datasetId} ${roster.number}`, details }];
}
