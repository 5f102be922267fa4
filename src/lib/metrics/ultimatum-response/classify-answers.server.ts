import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn, instantColumn } from '#lib/server/columns.ts';
import { ascendingInstants } from '#lib/statistics/ascending-instants.ts';
import { codeOf, personColumn } from '../employment-spells.server.ts';

export const SILENT = 0;
export const STAY = 1;
export const LEAVE = 2;

export interface ClassifiedAnswers {
	/** SILENT, STAY or LEAVE of every member of the population. */
	answers: Uint8Array;
	/** Milliseconds of the counted answers, ascending. */
	countedAt: Float64Array;
	/** Milliseconds of answers after the deadline, ascending. */
	lateAt: Float64Array;
	/** Rows of each class; with `countedAt.length` they add up to `rows`. */
	unknownPerson: number;
	beforeAnnouncement: number;
	late: number;
	superseded: number;
	rows: number;
}

/**
 * Puts every row of answers into one of five classes, in this order: unknown person, before the announcement, late,
 * and of those in time the last of a person is counted, the others are superseded. The deadline itself is in time.
 *
 * @param responses sorted by person, respondedAt, line: answer ('stay' | 'leave', code), respondedAt (instant)
 * @param memberOf index in the population of every person of `responses`, or -1
 * @see METHODS 2.2
 */
export function classifyAnswers(
	responses: ColumnTable,
	memberOf: Int32Array,
	population: number,
	window: { announcedAt: number; deadlineAt: number }
): ClassifiedAnswers {
	const at = instantColumn(responses, 'respondedAt').milliseconds;
	const answer = codeColumn(responses, 'answer');
	const stay = codeOf(answer, 'stay');
	const person = personColumn(responses);
	const answers = new Uint8Array(population);
	const lastAt = new Float64Array(population).fill(NaN);
	const lateAt: number[] = [];
	const found = { unknownPerson: 0, beforeAnnouncement: 0, late: 0, superseded: 0 };
	for (let row = 0; row < responses.rowCount; row++) {
		const member = memberOf[person[row]];
		if (member < 0) found.unknownPerson++;
		else if (at[row] < window.announcedAt) found.beforeAnnouncement++;
		else if (at[row] > window.deadlineAt) found.late = lateAt.push(at[row]);
		else {
			if (answers[member] !== SILENT) found.superseded++;
			answers[member] = answer.codes[row] === stay ? STAY : LEAVE;
			lastAt[member] = at[row];
		}
	}
	return {
		answers,
		countedAt: ascendingInstants(given(lastAt)),
		lateAt: ascendingInstants(Float64Array.from(lateAt)),
		...found,
		rows: responses.rowCount
	};
}

function given(times: Float64Array): Float64Array {
	const found = new Float64Array(times.length);
	let size = 0;
	for (let index = 0; index < times.length; index++) if (!Number.isNaN(times[index])) found[size++] = times[index];
	return found.subarray(0, size);
}
