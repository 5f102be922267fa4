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

test('infos are listed twice and counted 5 times without a word about a cut', () => {
	const list = new IssueList(2, 10);
	for (let line = 1; line <= 5; line++) list.add('CELL_TRIMMED', 'info', () => ({ line }));
	expect([list.finish(), list.issues.length]).toEqual([{ CELL_TRIMMED: 5 }, 2]);
});
