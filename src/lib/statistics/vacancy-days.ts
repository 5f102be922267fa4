/** A post that somebody holds or held. Day numbers; null where not known. */
export interface Post {
	/** Last day of the holder; null: still there. */
	lastDay: number | null;
	/** First day of whoever stands in. */
	actingStart: number | null;
	/** First day of the successor. */
	permanentStart: number | null;
}

export interface Vacancy {
	state: 'occupied' | 'filled' | 'open';
	/** Days without a permanent holder; so far, where the post is open. Null where occupied. */
	permanentDays: number | null;
	/** Days without anybody, acting cover included; so far, where nobody came. Null where occupied. */
	uncoveredDays: number | null;
	/** Whether nobody has come yet, not even to stand in: then `uncoveredDays` still grows. */
	isUncovered: boolean;
	/** Days on which leaver and successor were both there. Null where occupied. */
	handoverDays: number | null;
}

/**
 * How long a post is or was vacant, in days, as seen on a day.
 *
 * Acting cover never fills a post. A start after that day is not known yet, and counts as none. The days of an open
 * post are censored: a mean over filled posts alone is too low; use a Kaplan-Meier median.
 *
 * @param asOf day number of the day of looking; a holder whose last day it is still holds the post
 * @see METHODS 3.4
 * @example last day 31 January, acting from 6 February, successor from 1 March: vacant 28 days, uncovered 5
 */
export function vacancyDays(post: Post, asOf: number): Vacancy {
	const { lastDay } = post;
	if (lastDay === null || lastDay >= asOf)
		return { state: 'occupied', permanentDays: null, uncoveredDays: null, isUncovered: false, handoverDays: null };
	const permanent = knownBy(asOf, post.permanentStart);
	const anybody = Math.min(permanent, knownBy(asOf, post.actingStart));
	const daysUntil = (start: number) => (start === Infinity ? asOf - lastDay : Math.max(0, start - lastDay - 1));
	return {
		state: permanent === Infinity ? 'open' : 'filled',
		permanentDays: daysUntil(permanent),
		uncoveredDays: daysUntil(anybody),
		isUncovered: anybody === Infinity,
		handoverDays: Math.max(0, lastDay - permanent + 1)
	};
}

function knownBy(asOf: number, start: number | null): number {
	return start === null || start > asOf ? Infinity : start;
}
