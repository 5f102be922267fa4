import { responseCurve } from '#lib/statistics/response-curve.ts';
import type { ResponseCurve } from '#lib/statistics/response-curve.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { answersOn } from './answers-by-day.server.ts';
import type { PeopleAnswers } from './answers-by-day.server.ts';
import { pairCounts } from './coded-columns.server.ts';
import { keptSpells } from './kept-spells.server.ts';
import { askedResponders, classifyAnswers, peopleAsked, shownGroups } from './people-asked.server.ts';
import type { AnswerWindow, ClassifiedAnswers } from './people-asked.server.ts';
import { keptMatches } from './person-matches.server.ts';
import type { ResponseDimension } from './ultimatum-response/ultimatum-response.ts';

export interface AnswerTables {
	/** A roster as described in `columns.ts`. */
	roster: ColumnTable;
	/** Role family of every row of the roster. */
	roles: RoleColumn;
	/** Answers as described in `columns.ts`. */
	responses: ColumnTable;
}

/** Silent, staying, leaving: SILENT, STAY and LEAVE. */
export const ANSWERS = 3;

/** The rows of answers by class; with the counted answers they add up to `rows`. */
export type AnswerClasses = Pick<
	ClassifiedAnswers,
	'late' | 'beforeAnnouncement' | 'unknownPerson' | 'superseded' | 'rows'
>;

/** People asked by group and answer, and when they answered. */
export interface CountedAnswers {
	/** Names of the groups, in the order they are shown. */
	names: string[];
	/** `[group * ANSWERS + answer]`. */
	counts: Uint32Array;
	/** The same within the words of another column: `[(group * words + word) * ANSWERS + answer]`. */
	within(by: 'level' | 'site'): { words: string[]; counts: Uint32Array };
	curve: ResponseCurve;
	classes: AnswerClasses;
	/** Rows of contractors, who are not asked. */
	contractors: number;
}

/**
 * Counts the answers of everybody employed on a day (number). By role or level they come from counts that are kept, by
 * tenure from the people one by one.
 */
export function countedAnswers(
	tables: AnswerTables,
	window: AnswerWindow,
	on: number,
	dimension: ResponseDimension
): CountedAnswers {
	const people = dimension === 'tenure' ? null : answersOn(tables, window, on);
	return people === null || dimension === 'tenure'
		? answersOneByOne(tables, window, on, dimension)
		: answersByCell(tables, people, dimension);
}

/** The same from the people one by one, for any dimension. */
export function answersOneByOne(
	{ roster, roles, responses }: AnswerTables,
	window: AnswerWindow,
	on: number,
	dimension: ResponseDimension
): CountedAnswers {
	const asked = peopleAsked(roster, roles, on, dimension);
	const found = classifyAnswers(responses, askedResponders(keptMatches(responses, roster), asked), window);
	const { names, groups, rows, count, contractors } = asked;
	return {
		names,
		counts: pairCounts({ codes: groups, size: names.length }, { codes: found.answers, size: ANSWERS }),
		within(by) {
			const { codes, words } = codeColumn(roster, by);
			const counts = new Uint32Array(names.length * words.length * ANSWERS);
			for (let member = 0; member < count; member++)
				counts[(groups[member] * words.length + codes[rows[member]]) * ANSWERS + found.answers[member]]++;
			return { words, counts };
		},
		curve: responseCurve(found.countedAt, found.lateAt, count, window),
		classes: found,
		contractors
	};
}

function answersByCell(
	{ roster, roles }: AnswerTables,
	{ cells, curve, classes }: PeopleAnswers,
	dimension: 'role' | 'level'
): CountedAnswers {
	const words = {
		role: roles.families,
		level: codeColumn(roster, 'level').words,
		site: codeColumn(roster, 'site').words
	};
	const size = { role: words.role.length, level: words.level.length, site: words.site.length };
	const addedUp = (by: keyof typeof words | null) => {
		const inner = by === null ? 1 : size[by];
		const sums = new Uint32Array(size[dimension] * inner * ANSWERS);
		for (let at = 0; at < cells.length; at++) {
			if (cells[at] === 0) continue;
			const cell = Math.floor(at / ANSWERS);
			const code = {
				role: Math.floor(cell / (size.level * size.site)),
				level: Math.floor(cell / size.site) % size.level,
				site: cell % size.site
			};
			sums[(code[dimension] * inner + (by === null ? 0 : code[by])) * ANSWERS + (at % ANSWERS)] += cells[at];
		}
		return sums;
	};
	const all = addedUp(null);
	const people = words[dimension].map((_, code) => all.subarray(code * ANSWERS, (code + 1) * ANSWERS));
	const order = shownGroups(
		words[dimension],
		people.map((own) => own.reduce((sum, count) => sum + count)),
		dimension
	);
	/** The groups somebody belongs to, as they are shown. */
	const shown = (counts: Uint32Array, length: number) => {
		const kept = new Uint32Array(order.length * length);
		order.forEach((code, group) => kept.set(counts.subarray(code * length, (code + 1) * length), group * length));
		return kept;
	};
	return {
		names: order.map((code) => words[dimension][code]),
		counts: shown(all, ANSWERS),
		within: (by) => ({ words: words[by], counts: shown(addedUp(by), size[by] * ANSWERS) }),
		curve,
		classes,
		contractors: keptSpells(roster, { withoutContractors: true }).quality.contractors
	};
}
