import type { AnswerWindow } from '#lib/datasets/dataset.ts';
import { localTimeToInstant } from '#lib/statistics/local-time-to-instant.ts';
import { isTimeZone } from '../values/zones.ts';

/** An event as far as it says when an answer is in time: wall-clock times in one zone. */
export interface AnsweredEvent {
	announcedAtLocal?: string | null;
	deadlineAtLocal?: string | null;
	timeZone: string | null;
}

const HAS_TIME = /T\d/;

/**
 * The instants an answer lies between to be in time (METHODS 2.1, both inclusive), in milliseconds since 1970; null
 * where the announcement, the deadline, its hour or the zone is not given: then no answer is early or late.
 *
 * @example 2022-11-16T00:00 to 2022-11-17T17:00 in America/New_York is 2022-11-16T05:00Z to 2022-11-17T22:00Z
 */
export function answerWindow({ announcedAtLocal, deadlineAtLocal, timeZone }: AnsweredEvent): AnswerWindow | null {
	if (!announcedAtLocal || !deadlineAtLocal || !timeZone || !isTimeZone(timeZone)) return null;
	if (!HAS_TIME.test(announcedAtLocal) || !HAS_TIME.test(deadlineAtLocal)) return null;
	return {
		announcedAt: localTimeToInstant(announcedAtLocal, timeZone).milliseconds,
		deadlineAt: localTimeToInstant(deadlineAtLocal, timeZone).milliseconds
	};
}
