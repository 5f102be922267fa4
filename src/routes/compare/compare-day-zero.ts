import type { CaseEvent } from '../library/[case]/case-rows.ts';
import { DAY_ZERO_CHOICES, type DayZeroChoice } from './compare-query.ts';

export interface ComparedDayZero {
	/** Civil date in the zone of the event. */
	on: string;
	kind: DayZeroChoice;
}

/**
 * Day 0 of an event: the day asked for, or where no source gives it to the day, the first of announcement, deadline and
 * closing (the day it took effect) that one does; null for none.
 */
export function comparedDayZero(event: CaseEvent, asked: DayZeroChoice): ComparedDayZero | null {
	for (const kind of [asked, ...DAY_ZERO_CHOICES.filter((choice) => choice !== asked)]) {
		const on = dateOf(event, kind);
		if (on?.length === 'YYYY-MM-DD'.length) return { on, kind };
	}
	return null;
}

function dateOf(event: CaseEvent, kind: DayZeroChoice): string | null {
	if (kind === 'announcement') return event.announcedAtLocal?.slice(0, 10) ?? event.announcedOn;
	if (kind === 'deadline') return event.deadlineAtLocal?.slice(0, 10) ?? null;
	return event.effectiveOn;
}
