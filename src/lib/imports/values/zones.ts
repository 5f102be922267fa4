import { Temporal } from 'temporal-polyfill';

/** Whether a local time exists once, not at all (clocks go forward) or twice (clocks go back). */
export type LocalTimeKind = 'unique' | 'gap' | 'overlap';
export interface ResolvedTime {
	milliseconds: number;
	kind: LocalTimeKind;
}

/** True for IANA names ("America/New_York", "UTC"); abbreviations such as "ET" or "MESZ" are not zones. */
export function isTimeZone(name: string): boolean {
	if (!/^(?:UTC|[A-Za-z_]+\/[\w+\-/]+)$/.test(name)) return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

const QUARTER = 900_000;

/**
 * Instants of local times in one zone by the compatible rule (METHODS 2.1): a time in a gap moves forward by its
 * length, a time that exists twice is the earlier one. `localMilliseconds` is the wall clock read as UTC. Offsets
 * change on quarters of an hour, so each quarter is resolved once.
 */
export function zoneResolver(timeZone: string): (localMilliseconds: number) => ResolvedTime {
	const known = new Map<number, { offset: number; kind: LocalTimeKind }>();
	return (local) => {
		const quarter = Math.floor(local / QUARTER);
		let found = known.get(quarter);
		if (!found) {
			found = resolveQuarter(quarter * QUARTER, timeZone);
			known.set(quarter, found);
		}
		return { milliseconds: local - found.offset, kind: found.kind };
	};
}

function resolveQuarter(local: number, timeZone: string): { offset: number; kind: LocalTimeKind } {
	const wall = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
	const earlier = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
	const later = wall.toZonedDateTime(timeZone, { disambiguation: 'later' });
	const compatible = wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
	const kind =
		earlier.epochMilliseconds === later.epochMilliseconds ? 'unique' : isSame(earlier, wall) ? 'overlap' : 'gap';
	return { offset: local - compatible.epochMilliseconds, kind };
}

function isSame(zoned: Temporal.ZonedDateTime, wall: Temporal.PlainDateTime): boolean {
	return zoned.toPlainDateTime().equals(wall);
}
