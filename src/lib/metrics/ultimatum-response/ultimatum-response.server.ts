import { dayNumber } from '#lib/statistics/civil-date.ts';
import type { LocalTimeKind } from '#lib/statistics/local-time-to-instant.ts';
import { localTimeToInstant } from '#lib/statistics/local-time-to-instant.ts';
import { responseCurve } from '#lib/statistics/response-curve.ts';
import { responseTally } from '#lib/statistics/response-tally.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { Note } from '../metric.ts';
import { pairCounts } from '../coded-columns.server.ts';
import { classifyAnswers, peopleAsked } from '../people-asked.server.ts';
import type { PeopleAsked } from '../people-asked.server.ts';
import { keptMatches } from '../person-matches.server.ts';
import type { UltimatumEvent } from '../ultimatum-event.server.ts';
import type { ResponseDimension, ResponseRow, ResponseSummary } from './ultimatum-response.ts';

export interface ResponseTables {
	/** A roster as described in `columns.ts`. */
	roster: ColumnTable;
	/** Role family of every row of the roster. */
	roles: RoleColumn;
	/** Answers as described in `columns.ts`. */
	responses: ColumnTable;
}

/** The tally with each member's answer, SILENT, STAY or LEAVE, for who looks closer. */
export interface FoundAnswers {
	rows: ResponseRow[];
	summary: Omit<ResponseSummary, 'reversals'>;
	notes: Note[];
	members: { asked: PeopleAsked; answers: Uint8Array };
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
	tables: ResponseTables,
	event: UltimatumEvent,
	dimension: ResponseDimension
): FoundAnswers {
	const announced = localTimeToInstant(event.announcedAtLocal, event.timeZone);
	const deadline = localTimeToInstant(event.deadlineAtLocal, event.timeZone);
	const window = { announcedAt: announced.milliseconds, deadlineAt: deadline.milliseconds };
	const populationOn = event.populationOn ?? event.announcedAtLocal.slice(0, 10);
	const asked = peopleAsked(tables.roster, tables.roles, dayNumber(populationOn), dimension);
	const matches = keptMatches(tables.responses, tables.roster);
	const found = classifyAnswers(tables.responses, matches, asked, window);
	const cells = pairCounts({ codes: asked.groups, size: asked.names.length }, { codes: found.answers, size: ANSWERS });
	const rows = asked.names.map((group, index) => ({
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
		...responseCurve(found.countedAt, found.lateAt, asked.count, window),
		late: found.late,
		beforeAnnouncement: found.beforeAnnouncement,
		unknownPerson: found.unknownPerson,
		superseded: found.superseded,
		rows: found.rows,
		leaveShareOfResponders: responders === 0 ? null : all[2] / responders,
		isSuppressed: false
	};
	return { rows, summary, notes: notesOf(summary, asked.contractors), members: { asked, answers: found.answers } };
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
