import type { Issue } from '../issue.ts';

/** Thrown where a file that is being unpacked turns out to be no table, damaged or above a limit. */
export class RefusedTable extends Error {
	constructor(readonly issue: Issue) {
		super(`The file was refused while it was unpacked: ${issue.code}.`);
	}
}

export function refusedTable(code: string, details: Issue['details'], line?: number): RefusedTable {
	return new RefusedTable({ code, severity: 'fatal', ...(line !== undefined && { line }), details });
}
