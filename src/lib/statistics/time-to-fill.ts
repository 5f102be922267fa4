import type { SurvivalData } from './survival-counts.ts';

/** An opening for one person. Day numbers; null where not known or not yet. */
export interface Requisition {
	openedOn: number;
	/** The day an offer was accepted. */
	acceptedOn: number | null;
	/** First day of whoever was hired. */
	startsOn: number | null;
	cancelledOn: number | null;
}

/**
 * Survival data of requisitions as seen on a day: days from opening until somebody accepted, or started.
 *
 * Open requisitions are censored on the day of looking and cancelled ones on the day they were cancelled; leaving them
 * out would make hiring look faster than it is. What happens after the day of looking is not known yet. Requisitions
 * opened later are left out. Days from opening to an accepted offer are the recruiting measure; a post is filled on the
 * day somebody starts.
 *
 * @param asOf day number of the day of looking
 * @returns one case a requisition: cause 1 where it ended so, 0 where censored
 * @see METHODS 3.4, 5.2
 * @example opened on day 0, accepted on day 40, looked at on day 30: censored at 30
 */
export function timeToFill(
	requisitions: readonly Requisition[],
	asOf: number,
	until: 'accepted' | 'started'
): { time: number[]; cause: number[] } & SurvivalData {
	const [time, cause]: [number[], number[]] = [[], []];
	for (const { openedOn, acceptedOn, startsOn, cancelledOn } of requisitions) {
		if (openedOn > asOf) continue;
		const end = knownBy(asOf, until === 'accepted' ? acceptedOn : startsOn);
		const cancelled = knownBy(asOf, cancelledOn);
		const isFilled = end !== null && (cancelled === null || end <= cancelled);
		const last = isFilled ? end : (cancelled ?? asOf);
		time.push(Math.max(0, last - openedOn));
		cause.push(isFilled ? 1 : 0);
	}
	return { time, cause };
}

function knownBy(asOf: number, day: number | null): number | null {
	return day === null || day > asOf ? null : day;
}
