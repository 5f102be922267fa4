import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { dayNumber } from '#lib/statistics/civil-date.ts';
import { localTimeToInstant } from '#lib/statistics/local-time-to-instant.ts';
import type { SilenceRule } from '#lib/statistics/response-tally.ts';
import { keptEnds, keptSpells } from '../kept-spells.server.ts';
import type { Clock } from '../metric.ts';
import { classifyAnswers, LEAVE, peopleAsked, SILENT, STAY } from '../people-asked.server.ts';
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
	{ roster, roles, responses }: { roster: ColumnTable; roles: RoleColumn; responses: ColumnTable },
	{ event, populationOn, until, clock }: AnswerOutcomeParams
): { rows: AnswerOutcomeRow[]; summary: AnswerOutcomeSummary; contractors: number } {
	const asked = peopleAsked(roster, roles, dayNumber(populationOn), 'role');
	const found = classifyAnswers(responses, keptMatches(responses, roster), asked, {
		announcedAt: localTimeToInstant(event.announcedAtLocal, event.timeZone).milliseconds,
		deadlineAt: localTimeToInstant(event.deadlineAtLocal, event.timeZone).milliseconds
	});
	const ends = keptEnds(roster, keptSpells(roster, { withoutContractors: true }), clock);
	const last = dayNumber(until);
	const cells = new Uint32Array((asked.names.length + 1) * CELLS);
	for (let member = 0; member < asked.count; member++) {
		const cell = found.answers[member] * 2 + (ends[asked.spell[member]] <= last ? 1 : 0);
		cells[asked.groups[member] * CELLS + cell]++;
		cells[asked.names.length * CELLS + cell]++;
	}
	const rowAt = (place: number, group: string | null) =>
		answerOutcomeRow(group, cells.subarray(place * CELLS, (place + 1) * CELLS));
	const rows = asked.names.map((group, place) => rowAt(place, group)).sort((a, b) => b.asked! - a.asked!);
	const total = rowAt(asked.names.length, null);
	const { eventId, title, silenceRule } = event;
	const resolved = resolvedOutcome(total, silenceRule);
	const summary = { eventId, title, silenceRule, populationOn, until, total, resolved, unmatched: found.unknownPerson };
	return { rows, summary, contractors: asked.contractors };
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
