import type { Tier } from '#lib/metrics/metric.ts';
import { isCivilDate } from '#lib/statistics/civil-date.ts';
import { CLOCKS, type Clock } from '../coverage/coverage-query.ts';
import { acceptReader, type Refused } from '../filter-reader.ts';

export interface RecoveryQuery {
	clock: Clock;
	/** First day of the person-days so far. */
	from: string;
}
/** What the reader may choose; executives have the day given, analysts any day of the data. */
export interface RecoveryChoices {
	tier: Tier;
	from: string;
	firstDay: string;
	lastDay: string;
}

/** Reads the filters from the address; what cannot be used is replaced by the default and reported. */
export function parseRecoveryQuery(parameters: URLSearchParams, choices: RecoveryChoices) {
	const refused: Refused[] = [];
	const read = acceptReader(parameters, refused);
	const isDay = (day: string) => isCivilDate(day) && day >= choices.firstDay && day <= choices.lastDay;
	const clock = read<Clock>('clock', (value) => CLOCKS.find((each) => each === value), 'worked');
	const from =
		choices.tier === 'analyst'
			? read('from', (value) => (isDay(value) ? value : undefined), choices.from)
			: choices.from;
	return { query: { clock, from }, refused };
}

/** The filters as an address part; what is the default stays out. */
export function recoverySearch({ clock, from }: RecoveryQuery, choices: RecoveryChoices): string {
	const search = new URLSearchParams();
	if (clock !== 'worked') search.set('clock', clock);
	if (from !== choices.from) search.set('from', from);
	return search.toString();
}
