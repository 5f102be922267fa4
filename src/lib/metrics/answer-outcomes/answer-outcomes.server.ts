import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { localTimeToInstant } from '#lib/statistics/local-time-to-instant.ts';
import type { SilenceRule } from '#lib/statistics/response-tally.ts';
import { countsByDay } from '../counts-by-day.server.ts';
import type { CountsOnDay } from '../counts-by-day.server.ts';
import { keptEnds, keptSpells, keptTogether } from '../kept-spells.server.ts';
import type { Clock } from '../metric.ts';
import { askedResponders, classifyAnswers, LEAVE, peopleAsked, SILENT, STAY } from '../people-asked.server.ts';
import { keptMatches } from '../person-matches.server.ts';
import type { UltimatumEvent } from '../ultimatum-event.server.ts';
import type { AnswerOutcome, AnswerOutcomeRow, AnswerOutcomeSummary } from './answer-outcomes.ts';

export interface AnswerOutcomeParams {
	event: UltimatumEvent;
	/** Civil date on which the people asked were employed. */
	populationOn: string;
	/** Civil date that ends the window. */
	until: string;
	clock: Clock;
}

// Answers by their codes 0 to 2, each with who stayed and who left.
const CELLS = 6;
const ANSWERS = 3;

interface OutcomeTables {
	roster: ColumnTable;
	roles: RoleColumn;
	responses: ColumnTable;
}

/**
 * What people answered to an ultimatum against what they did: left by the end of the window, or still employed.
 *
 * Everybody asked stands in one of six places: the last answer in time, or silence; and whether the employment of the
 * population date has ended, for whatever reason. Who comes back later still left. Counted as leaving are those who said
 * leave and, where silence means leaving, the silent.
 *
 * @returns one row per role with somebody asked, the largest first; everybody in the summary
 * @throws RangeError for local times or a zone that do not exist
 * @see METHODS 1.3, 2.2
 * @example 10 asked, 3 say leave of whom 2 leave, 4 are silent of whom 1 leaves: of 7 counted as leaving 3 left
 */
export function answerOutcomes(
	tables: OutcomeTables,
	{ event, populationOn, until, clock }: AnswerOutcomeParams
): { rows: AnswerOutcomeRow[]; summary: AnswerOutcomeSummary; contractors: number } {
	const { names, groups, gone, unmatched, contractors } = keptOutcomes(tables, { event, populationOn, clock });
	const left = gone(dayNumber(until));
	const cells = new Uint32Array((names.length + 1) * CELLS);
	for (let at = 0; at < groups.length; at++) {
		const [place, total] = [2 * at, names.length * CELLS + ((2 * at) % CELLS)];
		cells[place] = groups[at] - left[at];
		cells[place + 1] = left[at];
		cells[total] += groups[at] - left[at];
		cells[total + 1] += left[at];
	}
	const rowAt = (place: number, group: string | null) =>
		answerOutcomeRow(group, cells.subarray(place * CELLS, (place + 1) * CELLS));
	const rows = names.map((group, place) => rowAt(place, group)).sort((a, b) => b.asked! - a.asked!);
	const total = rowAt(names.length, null);
	const { eventId, title, silenceRule } = event;
	const resolved = resolvedOutcome(total, silenceRule);
	const summary = { eventId, title, silenceRule, populationOn, until, total, resolved, unmatched };
	return { rows, summary, contractors };
}

/** Everybody asked by role and answer, and how many of each have left by the end of a day. */
interface Outcomes {
	names: string[];
	/** People: `[role * ANSWERS + answer]`. */
	groups: Uint32Array;
	/** Those of them gone by the end of a day (number). */
	gone: CountsOnDay;
	unmatched: number;
	contractors: number;
}

const kept = keptTogether<Map<string, Outcomes>>();
const MOST_KEPT = 4;

/** Found once for an event and a clock, and kept with the columns; of the last four. */
function keptOutcomes(tables: OutcomeTables, params: Omit<AnswerOutcomeParams, 'until'>): Outcomes {
	const { event, populationOn, clock } = params;
	const { announcedAtLocal, deadlineAtLocal, timeZone } = event;
	const own = kept([tables.roster, tables.roles.codes, tables.responses], () => new Map<string, Outcomes>());
	const key = JSON.stringify([announcedAtLocal, deadlineAtLocal, timeZone, populationOn, clock]);
	const found = own.get(key) ?? outcomesOf(tables, params);
	own.delete(key);
	own.set(key, found);
	for (const oldest of own.keys()) {
		if (own.size <= MOST_KEPT) break;
		own.delete(oldest);
	}
	return found;
}

function outcomesOf(
	{ roster, roles, responses }: OutcomeTables,
	{ event, populationOn, clock }: Omit<AnswerOutcomeParams, 'until'>
): Outcomes {
	const asked = peopleAsked(roster, roles, dayNumber(populationOn), 'role');
	const found = classifyAnswers(responses, askedResponders(keptMatches(responses, roster), asked), {
		announcedAt: localTimeToInstant(event.announcedAtLocal, event.timeZone).milliseconds,
		deadlineAt: localTimeToInstant(event.deadlineAtLocal, event.timeZone).milliseconds
	});
	const { names, count, groups: roleOf, spell, contractors } = asked;
	const ends = keptEnds(roster, keptSpells(roster, { withoutContractors: true }), clock);
	const cellOf = (member: number) => roleOf[member] * ANSWERS + found.answers[member];
	const groups = new Uint32Array(names.length * ANSWERS);
	for (let member = 0; member < count; member++) groups[cellOf(member)]++;
	const first = Int32Array.from(spell, (at) => ends[at]);
	const gone = countsByDay({ count, first }, groups.length, cellOf);
	return { names, groups, gone, unmatched: found.unknownPerson, contractors };
}

function answerOutcomeRow(group: string | null, cells: Uint32Array): AnswerOutcomeRow {
	const outcome = (answer: number): AnswerOutcome => {
		const [stayed, left] = [cells[answer * 2], cells[answer * 2 + 1]];
		return { people: stayed + left, left, stayed };
	};
	const asked = cells.reduce((sum, count) => sum + count, 0);
	const answers = { leave: outcome(LEAVE), silent: outcome(SILENT), stay: outcome(STAY) };
	return { group, asked, answers, isSuppressed: false };
}

/** Those counted as leaving under the rule; all null where the rule says nothing or one of the counts is hidden. */
export function resolvedOutcome({ answers: { leave, silent } }: AnswerOutcomeRow, rule: SilenceRule): AnswerOutcome {
	if (rule === 'undetermined') return { people: null, left: null, stayed: null };
	if (rule === 'stay') return leave;
	const sum = (count: (outcome: AnswerOutcome) => number | null) => {
		const [one, other] = [count(leave), count(silent)];
		return one === null || other === null ? null : one + other;
	};
	return { people: sum((each) => each.people), left: sum((each) => each.left), stayed: sum((each) => each.stayed) };
}
