import { expect, test } from 'vitest';
import { IssueList } from './issue-list.ts';

const filled = (warnings: number) => {
	const list = new IssueList(2, 3);
	for (let line = 1; line <= warnings; line++) list.add('DATE_RANGE', 'warning', () => ({ line }));
	return { counts: list.finish(), issues: list.issues };
};

test('3 warnings fit into a list of 3, and nothing is cut', () => {
	expect(filled(3)).toMatchObject({ counts: { DATE_RANGE: 3 }, issues: [{ line: 1 }, { line: 2 }, { line: 3 }] });
	expect(filled(3).counts).not.toHaveProperty('ISSUES_CUT');
});

test('ISSUES_CUT: of 5 warnings the first 3 are listed, the count stays exact, and the list says so at its end', () => {
	const { counts, issues } = filled(5);
	expect(counts).toEqual({ DATE_RANGE: 5, ISSUES_CUT: 1 });
	expect(issues.map(({ code, details }) => [code, details])).toEqual([
		['DATE_RANGE', undefined],
		['DATE_RANGE', undefined],
		['DATE_RANGE', undefined],
		['ISSUES_CUT', { listed: 3, total: 5 }]
	]);
});

const withNotes = (perCode: number, room: number, notes: string[]) => {
	const list = new IssueList(perCode, room);
	notes.forEach((code, line) => list.add(code, 'info', () => ({ line })));
	list.add('DATE_RANGE', 'warning', () => ({}));
	return { counts: list.finish(), codes: list.issues.map(({ code }) => code), issues: list.issues };
};

test('5 notes fit into a list of 5, beside a warning that has its own room', () => {
	const { counts, codes } = withNotes(
		2,
		5,
		Array.from({ length: 5 }, () => 'CELL_TRIMMED')
	);
	expect(counts).toEqual({ CELL_TRIMMED: 5, DATE_RANGE: 1 });
	expect(codes).toHaveLength(6);
});

test('ISSUES_NOTES_CUT: of 7 notes in a list of 3 the first 3 and the first 2 of a rarer code are kept', () => {
	const { counts, codes, issues } = withNotes(2, 3, [...'AAAA', 'B', 'B', 'B']);
	expect(counts).toEqual({ A: 4, B: 3, DATE_RANGE: 1, ISSUES_NOTES_CUT: 1 });
	expect(codes).toEqual(['A', 'A', 'A', 'B', 'B', 'DATE_RANGE', 'ISSUES_NOTES_CUT']);
	expect(issues.at(-1)?.details).toEqual({ listed: 5, total: 7 });
});
