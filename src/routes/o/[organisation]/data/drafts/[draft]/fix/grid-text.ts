import { hintText, issueText, type IssueTranslate } from '#lib/imports/check/issue-text.ts';
import type { ProblemRow, ProblemRows } from '#lib/imports/drafts/problem-rows.server.ts';
import type { GridPlace } from '#lib/ui/grid-move.ts';

/** What is wrong with a row; the same sentence stands once. */
export function problemText(t: IssueTranslate, { issues }: ProblemRow): string {
	return [...new Set(issues.map((issue) => issueText(t, issue)))].join(' ');
}

/** Where the focus is, and what is wrong there. `fixed` columns stand before those of the file. */
export function placeText(t: IssueTranslate, found: ProblemRows, { row, column }: GridPlace, fixed: number): string {
	const { line, issues } = found.rows[row];
	const here = found.columns[column - fixed];
	const own = issues.filter((issue) => here && issue.column === here.position);
	const place = t('data.grid-place', {
		line,
		header: here?.header ?? (column === 0 ? '' : t('data.grid-problem')),
		row: row + 1,
		rows: found.rows.length
	});
	return [place, ...own.flatMap((issue) => [issueText(t, issue), hintText(t, issue)])].join(' ');
}

/** The first cell with a problem, where the focus begins; else the problem of the first row. */
export function firstProblem({ rows, columns }: ProblemRows, fixed: number): GridPlace {
	const [first] = rows;
	const column = columns.findIndex(({ position }) => first.issues.some((issue) => issue.column === position));
	return { row: 0, column: column < 0 ? 1 : column + fixed };
}
