import { Temporal } from 'temporal-polyfill';

export const BRIEF_RHYTHMS = ['weekly', 'monthly'] as const;
export type BriefRhythm = (typeof BRIEF_RHYTHMS)[number];

const TIME = '07:00';

/** The civil date of an instant (milliseconds since 1970) in a zone. */
export function dayIn(timeZone: string, now: number): string {
	return zoned(timeZone, now).toPlainDate().toString();
}

/**
 * The newest moment a brief was due: every Monday, or every first of a month, at 7 o'clock in the zone. A 7 o'clock that
 * the clocks skip moves forward, one that comes twice is the first.
 *
 * @example weekly in Europe/Paris, asked on Sunday 2026-11-22: 2026-11-16, 06:00 UTC
 */
export function latestBrief(rhythm: BriefRhythm, timeZone: string, now: number): { on: string; at: number } {
	const today = zoned(timeZone, now).toPlainDate();
	const first = rhythm === 'weekly' ? today.subtract({ days: today.dayOfWeek - 1 }) : today.with({ day: 1 });
	const before = rhythm === 'weekly' ? first.subtract({ weeks: 1 }) : first.subtract({ months: 1 });
	const at = (day: Temporal.PlainDate) => day.toZonedDateTime({ timeZone, plainTime: TIME }).epochMilliseconds;
	const day = at(first) <= now ? first : before;
	return { on: day.toString(), at: at(day) };
}

function zoned(timeZone: string, now: number): Temporal.ZonedDateTime {
	return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
}
