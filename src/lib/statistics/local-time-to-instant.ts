import { Temporal } from 'temporal-polyfill';

/** Whether a wall-clock time existed once, never (clocks went forward) or twice (clocks went back). */
export type LocalTimeKind = 'unique' | 'gap' | 'overlap';

/**
 * The instant, in milliseconds since 1970-01-01T00:00Z, of a wall-clock time in a zone, and how clear it was.
 *
 * The compatible rule, as in RFC 5545 and Temporal: a time that does not exist moves forward by the length of the
 * gap; a time that exists twice is its first occurrence.
 *
 * @param local 'YYYY-MM-DDThh:mm' or 'YYYY-MM-DDThh:mm:ss'
 * @param timeZone an IANA zone such as 'America/New_York'; abbreviations are refused
 * @throws RangeError for an unknown zone or a text that is no such time
 * @example 2022-11-17T17:00 in America/New_York is 2022-11-17T22:00Z, unique
 */
export function localTimeToInstant(local: string, timeZone: string): { milliseconds: number; kind: LocalTimeKind } {
	const wall = Temporal.PlainDateTime.from(local, { overflow: 'reject' });
	const isLocal =
		wall.toString({ smallestUnit: 'second' }).startsWith(local) && local.length >= 'YYYY-MM-DDThh:mm'.length;
	if (!isLocal || (timeZone !== 'UTC' && !timeZone.includes('/')))
		throw new RangeError(`"${local}" in "${timeZone}" is not a local time in an IANA time zone.`);
	const earlier = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
	const later = wall.toZonedDateTime(timeZone, { disambiguation: 'later' });
	if (earlier.epochMilliseconds === later.epochMilliseconds)
		return { milliseconds: earlier.epochMilliseconds, kind: 'unique' };
	const isOverlap = earlier.toPlainDateTime().equals(wall);
	return isOverlap
		? { milliseconds: earlier.epochMilliseconds, kind: 'overlap' }
		: { milliseconds: later.epochMilliseconds, kind: 'gap' };
}
