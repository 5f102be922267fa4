import type { KindId } from '../../../src/lib/datasets/dataset.ts';

/**
 * What becomes of a file: imported as it is, asked about first, read with rows left out or remarked on, or refused
 * whole.
 */
export type Verdict = 'accept' | 'ask' | 'report' | 'refuse';

export interface BadInput {
	/** What is wrong with the file, unique. */
	name: string;
	kind: KindId;
	/** Name it is sent under where that matters; the verdict never depends on it. */
	fileName: string;
	bytes(): Buffer;
	/** Answers given beforehand: what every roster asks. */
	given: Record<string, string>;
	expected: {
		verdict: Verdict;
		/** Ask: the codes of the questions. Report and refuse: the codes of the issues. Accept: remarks among the counts. */
		codes: string[];
		/** Line and column of the first issue of the first code; header is line 1, the first column is 1. */
		line?: number;
		column?: number;
		/** Rows kept, after the answers where the verdict is ask. */
		rows?: number;
	};
	/** Answers: when the event that was answered begins and ends, for samples that need an event. */
	event?: { announcedAtLocal: string; deadlineAtLocal: string; timeZone: string };
	/** Ask: answers with which nothing stays open. */
	answers?: Record<string, string>;
}

export const ROSTER_HEADER = 'person_id,hire_date,exit_date,job_title';
export const ROSTER_ANSWERS = { 'as-of': '2023-06-30', 'exit-convention': 'last-day' };

type Content = string | Uint8Array | (() => string | Uint8Array);

/** A sample of the roster kind; `expected` as in BadInput. */
export function sample(
	name: string,
	content: Content,
	expected: BadInput['expected'],
	rest: Partial<BadInput> = {}
): BadInput {
	const bytes = () => Buffer.from(typeof content === 'function' ? content() : content);
	return { name, kind: 'roster', fileName: 'roster.csv', bytes, given: ROSTER_ANSWERS, expected, ...rest };
}

/** A roster from its rows, under the usual header. */
export function roster(...rows: string[]): string {
	return [ROSTER_HEADER, ...rows, ''].join('\n');
}

/** Two plain rows with letters outside ASCII. */
export const PLAIN = roster('001,2020-01-31,,Développeur', '002,2021-02-28,2022-11-18,Ingénieure');

export const accept = (codes: string[] = [], rows?: number): BadInput['expected'] => ({
	verdict: 'accept',
	codes,
	...(rows !== undefined && { rows })
});
export const ask = (codes: string[], rows?: number): BadInput['expected'] => ({
	verdict: 'ask',
	codes,
	...(rows !== undefined && { rows })
});
export const report = (
	code: string,
	place: { line: number; column?: number; rows?: number }
): BadInput['expected'] => ({
	verdict: 'report',
	codes: [code],
	...place
});
export const refuse = (code: string, line?: number): BadInput['expected'] => ({
	verdict: 'refuse',
	codes: [code],
	...(line !== undefined && { line })
});
