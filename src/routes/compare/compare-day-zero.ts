import type { CaseEvent } from '../library/[case]/case-rows.ts';
import type { DayZeroChoice } from './compare-query.ts';

/** What day 0 is the day of; that of a notice stands in where no announcement is known. */
export type ComparedDayKind = DayZeroChoice | 'notice';

export interface ComparedDayZero {
	/** Civil date in the zone of the event. */
	on: string;
	kind: ComparedDayKind;
}

const USUAL: ComparedDayKind[] = ['announcement', 'notice', 'deadline', 'closing'];

/**
 * Day 0 of an event: the day asked for, or where no source gives it to the day, the first of announcement, notice,
 * deadline and closing (the day it took effect) that one does; null for none.
 */
export function comparedDayZero(event: CaseEvent, asked: DayZeroChoice): ComparedDayZero | null {
	for (const kind of [asked, ...USUAL.filter((choice) => choice !== asked)]) {
		const on = dateOf(event, kind);
		if (on?.length === 'YYYY-MM-DD'.length) return { on, kind };
	}
	return null;
}

function dateOf(event: CaseEvent, kind: ComparedDayKind): string | null {
	if (kind === 'announcement') return event.announcedAtLocal?.slice(0, 10) ?? event.announcedOn;
	if (kind === 'deadline') return event.deadlineAtLocal?.slice(0, 10) ?? null;
	return kind === 'notice' ? (event.noticeOn ?? null) : event.effectiveOn;
}
