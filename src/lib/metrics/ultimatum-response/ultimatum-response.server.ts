import { dayNumber } from '#lib/statistics/civil-date.ts';
import type { LocalTimeKind } from '#lib/statistics/local-time-to-instant.ts';
import { localTimeToInstant } from '#lib/statistics/local-time-to-instant.ts';
import { responseTally } from '#lib/statistics/response-tally.ts';
import type { AnswerClasses, CountedAnswers } from '../counted-answers.server.ts';
import type { Note } from '../metric.ts';
import type { AnswerWindow } from '../people-asked.server.ts';
import type { UltimatumEvent } from '../ultimatum-event.server.ts';
import type { ResponseDimension, ResponseRow, ResponseSummary } from './ultimatum-response.ts';

/** Counts the answers of everybody employed on a day (number) by groups. */
export type CountAnswers = (window: AnswerWindow, on: number, dimension: ResponseDimension) => CountedAnswers;

/** The tally with the counts it rests on, for who looks closer. */
export interface FoundAnswers {
	rows: ResponseRow[];
	summary: Omit<ResponseSummary, 'reversals'>;
	notes: Note[];
	counted: CountedAnswers;
}

const ANSWERS = 3;

/**
 * What the people asked answered by the deadline: stay, leave or nothing, in all and by role, level or tenure.
 *
 * Everybody employed on the population date was asked. The last answer in time counts; an answer at the deadline is in
 * time; who answered only late is silent. `resolvedLeavers` is a count under the event's rule for silence, not observed
 * departures; where the rule is undetermined there are bounds instead.
 *
 * @returns one row per group; counts of people, shares of asked, Wilson 95 % interval of the resolved share; in the
 *   summary the tally of all, the classes of the rows of answers, and when the answers came
 * @throws RangeError for local times or a zone that do not exist
 * @see METHODS 2.1 to 2.4
 * @example deadline 2022-11-17T17:00 New York: an answer at 22:00:00Z counts, one at 22:00:01Z is late
 */
export function ultimatumResponse(
	count: CountAnswers,
	event: UltimatumEvent,
	dimension: ResponseDimension
): FoundAnswers {
	const announced = localTimeToInstant(event.announcedAtLocal, event.timeZone);
	const deadline = localTimeToInstant(event.deadlineAtLocal, event.timeZone);
	const window = { announcedAt: announced.milliseconds, deadlineAt: deadline.milliseconds };
	const populationOn = event.populationOn ?? event.announcedAtLocal.slice(0, 10);
	const counted = count(window, dayNumber(populationOn), dimension);
	const { names, counts: cells, curve, contractors } = counted;
	const { late, beforeAnnouncement, unknownPerson, superseded, rows: answerRows }: AnswerClasses = counted.classes;
	const rows = names.map((group, index) => ({
		dimension,
		group,
		...responseTally(countsOf(cells.subarray(index * ANSWERS, (index + 1) * ANSWERS)), event.silenceRule),
		isSuppressed: false
	}));
	const all = new Uint32Array(ANSWERS);
	cells.forEach((count, cell) => (all[cell % ANSWERS] += count));
	const tally = responseTally(countsOf(all), event.silenceRule);
	const responders = all[1] + all[2];
	const summary: FoundAnswers['summary'] = {
		...eventFields(event, populationOn, announced, deadline),
		...tally,
		...curve,
		...{ late, beforeAnnouncement, unknownPerson, superseded, rows: answerRows },
		leaveShareOfResponders: responders === 0 ? null : all[2] / responders,
		isSuppressed: false
	};
	return { rows, summary, notes: notesOf(summary, contractors), counted };
}

function countsOf([silent, stay, leave]: Uint32Array) {
	return { asked: silent + stay + leave, stay, leave, silent };
}

interface Moment {
	milliseconds: number;
	kind: LocalTimeKind;
}

function eventFields(event: UltimatumEvent, populationOn: string, announced: Moment, deadline: Moment) {
	return {
		eventId: event.eventId,
		title: event.title,
		silenceRule: event.silenceRule,
		question: event.question,
		populationOn,
		announcedAt: new Date(announced.milliseconds).toISOString(),
		deadlineAt: new Date(deadline.milliseconds).toISOString(),
		timeZone: event.timeZone,
		announcedLocal: event.announcedAtLocal,
		deadlineLocal: event.deadlineAtLocal,
		announcedKind: announced.kind,
		deadlineKind: deadline.kind
	};
}

function notesOf(summary: FoundAnswers['summary'], contractors: number): Note[] {
	const notes: Note[] = [{ key: `metrics.response.silence.${summary.silenceRule}` }];
	for (const kind of [summary.announcedKind, summary.deadlineKind])
		if (kind !== 'unique') notes.push({ key: `metrics.response.clockChange.${kind}` });
	if (summary.silenceRule !== 'undetermined') notes.push({ key: 'metrics.response.notObserved' });
	if (summary.late !== 0) notes.push({ key: 'metrics.response.late' });
	if (summary.surge) notes.push({ key: 'metrics.response.surge' });
	if (contractors > 0) notes.push({ key: 'metrics.quality.contractors', details: { rows: contractors } });
	return notes;
}
