import { responseCurve } from '#lib/statistics/response-curve.ts';
import type { ResponseCurve } from '#lib/statistics/response-curve.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { countsByDay } from './counts-by-day.server.ts';
import type { CountsOnDay } from './counts-by-day.server.ts';
import { OPEN_END } from './employment-spells.server.ts';
import { keptSpells, keptTogether, valuesByDay } from './kept-spells.server.ts';
import { classifyAnswers, LEAVE, STAY } from './people-asked.server.ts';
import type { AnswerWindow, ClassifiedAnswers } from './people-asked.server.ts';
import { keptMatches } from './person-matches.server.ts';
import { keptRowTimes } from './rows-in-force.server.ts';
import type { RowTimes } from './rows-in-force.server.ts';

interface AnswerTables {
	roster: ColumnTable;
	roles: RoleColumn;
	responses: ColumnTable;
}

/** What everybody employed on a day answered. */
export interface PeopleAnswers {
	/** People by role, level and site of the day and by answer: `[((role * levels + level) * sites + site) * 3 + answer]`. */
	cells: Uint32Array;
	curve: ResponseCurve;
	classes: Pick<ClassifiedAnswers, 'late' | 'beforeAnnouncement' | 'unknownPerson' | 'superseded' | 'rows'>;
}

// Beyond so many roles, levels and sites nothing is kept.
const MOST_CELLS = 250_000;
const ANSWERS = 3;

/** How many people of each role, level and site are employed on any day. */
interface PeopleByDay {
	times: RowTimes;
	cellOf: (row: number) => number;
	cells: number;
	countsOn: CountsOnDay;
}

const peopleKept = keptTogether<PeopleByDay | null>();

/** Counted once from a roster and its roles; null where there are too many cells, or too many rows of one person. */
function peopleByDay(roster: ColumnTable, roles: RoleColumn): PeopleByDay | null {
	return peopleKept([roster, roles.codes], () => {
		const [level, site] = [codeColumn(roster, 'level'), codeColumn(roster, 'site')];
		const [levels, sites] = [level.words.length, site.words.length];
		const cells = roles.families.length * levels * sites;
		const times = cells > MOST_CELLS ? null : keptRowTimes(roster, keptSpells(roster, { withoutContractors: true }));
		if (times === null) return null;
		const cellOf = (row: number) => (roles.codes[row] * levels + level.codes[row]) * sites + site.codes[row];
		return { times, cellOf, cells, countsOn: countsByDay(times, cells, (at) => cellOf(times.row[at])) };
	});
}

/** Who answered, each as often as another row of the roster came into force. */
interface Responders {
	/** Index among the people of the answers, and among the times of rows. */
	responder: Uint32Array;
	time: Uint32Array;
	/** Days on which one of those times begins or has ended, rising. */
	turns: Int32Array;
	/** By window, and by the number of turns before a day. */
	found: Map<string, RespondersAnswers>;
}

/** What responders answered, between two turns. */
interface RespondersAnswers extends Omit<PeopleAnswers, 'cells'> {
	/** By role, level and site: those who stay and those who leave. */
	cells: Uint32Array;
}

const respondersKept = keptTogether<Responders>();
const MOST_FOUND = 8;

/**
 * What everybody employed on a day (number) answered, by role, level and site.
 *
 * People are counted by day once for a roster. What the responders among them answered is the same from one day on which
 * one of them comes, goes or moves to the next such day, and is kept for the last eight.
 *
 * @returns null where too much would have to be kept
 */
export function answersOn(tables: AnswerTables, window: AnswerWindow, on: number): PeopleAnswers | null {
	const { roster, roles, responses } = tables;
	const people = peopleByDay(roster, roles);
	if (people === null) return null;
	const responders = respondersKept([roster, roles.codes, responses], () => respondersOf(tables, people.times));
	const found = keptAnswers(responders, people, responses, { window, on });
	const counts = people.countsOn(on);
	const cells = new Uint32Array(counts.length * ANSWERS);
	let asked = 0;
	for (let cell = 0; cell < counts.length; cell++) {
		if (counts[cell] === 0) continue;
		asked += counts[cell];
		const [stay, leave] = [found.cells[2 * cell], found.cells[2 * cell + 1]];
		cells.set([counts[cell] - stay - leave, stay, leave], cell * ANSWERS);
	}
	const curve = found.curve.curve.map((step) => ({ ...step, shareOfAsked: step.count / asked }));
	return { cells, curve: { ...found.curve, curve }, classes: found.classes };
}

function respondersOf({ roster, responses }: AnswerTables, { count, person, first, last }: RowTimes): Responders {
	const matches = keptMatches(responses, roster);
	const responders: number[] = [];
	const times: number[] = [];
	for (let index = 0, at = 0; index < matches.length; index++) {
		if (matches[index] < 0) continue;
		while (at < count && person[at] < matches[index]) at++;
		for (; at < count && person[at] === matches[index]; at++) {
			responders.push(index);
			times.push(at);
		}
	}
	const time = Uint32Array.from(times);
	return { responder: Uint32Array.from(responders), time, turns: turnsOf(time, first, last), found: new Map() };
}

/** The days on which one of some times begins or has ended, rising; each once. */
function turnsOf(times: Uint32Array, first: Int32Array, last: Int32Array): Int32Array {
	const days = new Int32Array(2 * times.length);
	let size = 0;
	for (const at of times) {
		days[size++] = first[at];
		if (last[at] !== OPEN_END) days[size++] = last[at] + 1;
	}
	const { starts, first: least } = valuesByDay(size, days, () => 0);
	const turns: number[] = [];
	for (let day = 0; day + 1 < starts.length; day++) if (starts[day + 1] > starts[day]) turns.push(least + day);
	return Int32Array.from(turns);
}

function keptAnswers(
	responders: Responders,
	people: PeopleByDay,
	responses: ColumnTable,
	{ window, on }: { window: AnswerWindow; on: number }
): RespondersAnswers {
	const { found, turns } = responders;
	let [low, high] = [0, turns.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (turns[middle] <= on) low = middle + 1;
		else high = middle;
	}
	const key = `${window.announcedAt} ${window.deadlineAt} ${low}`;
	const own = found.get(key) ?? respondersAnswers(responders, people, responses, { window, on });
	found.delete(key);
	found.set(key, own);
	for (const oldest of found.keys()) {
		if (found.size <= MOST_FOUND) break;
		found.delete(oldest);
	}
	return own;
}

function respondersAnswers(
	{ responder, time }: Responders,
	{ times: { first, last, row }, cellOf, cells: size }: PeopleByDay,
	responses: ColumnTable,
	{ window, on }: { window: AnswerWindow; on: number }
): RespondersAnswers {
	const count = responses.personKeys?.length ?? 0;
	const memberOf = new Int32Array(count).fill(-1);
	const rowOf = new Uint32Array(count);
	for (let index = 0; index < time.length; index++) {
		const at = time[index];
		if (first[at] > on || last[at] < on) continue;
		memberOf[responder[index]] = responder[index];
		rowOf[responder[index]] = row[at];
	}
	const { answers, countedAt, lateAt, ...classes } = classifyAnswers(responses, { memberOf, count }, window);
	const cells = new Uint32Array(2 * size);
	for (let index = 0; index < count; index++) {
		if (answers[index] === STAY) cells[2 * cellOf(rowOf[index])]++;
		else if (answers[index] === LEAVE) cells[2 * cellOf(rowOf[index]) + 1]++;
	}
	// The number of people asked changes from day to day, so shares of it are worked out when they are asked for.
	return { cells, curve: responseCurve(countedAt, lateAt, 1, window), classes };
}
