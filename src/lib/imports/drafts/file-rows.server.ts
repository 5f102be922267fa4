import { setImmediate as nextTurn } from 'node:timers/promises';
import { readTableFile } from '#lib/server/raw-files.ts';
import type { Io } from '#lib/server/runtime.ts';
import { cellText } from '../check/check-column.ts';
import { byteSource, textReader } from '../file/decode.ts';
import { firstFilledCell } from '../file/blank-record.ts';
import { openScanner } from '../file/scanner.ts';
import type { ImportPlan } from '../plan.ts';
import { uploadsFolder } from '../staging/reading.server.ts';
import type { Corrections } from './corrections.ts';

/** The file of a draft as it stands. */
export interface DraftFile {
	plan: ImportPlan;
	rawFile: string;
	corrections: Corrections | null;
}

/** A row below the header: the line it begins on, and its cells with what was corrected in them. */
export interface FileRow {
	line: number;
	cells: string[];
}

/** The wanted rows of a file in their order, without blank ones, read no further than `lastLine`; other work goes on in between. */
export async function* fileRows(
	io: Io,
	{ plan, rawFile, corrections }: DraftFile,
	isWanted: (line: number) => boolean,
	lastLine = Infinity
): AsyncGenerator<FileRow> {
	const read = textReader(plan.encoding);
	let found: FileRow[] = [];
	let at = 0;
	const scanner = openScanner(plan, (record) => {
		at = record.line;
		if (record.line <= plan.headerLine || firstFilledCell(record) < 0 || !isWanted(record.line)) return;
		const text = (index: number) => cellText(record, index, read);
		const cells = corrections?.cellsOf(record.line, record.count, text) ?? null;
		found.push({ line: record.line, cells: cells ?? Array.from({ length: record.count }, (_, index) => text(index)) });
	});
	const source = byteSource(plan.encoding, (chunk) => scanner.write(chunk));
	for (const chunk of readTableFile(uploadsFolder(io), rawFile, io.secrets.fileKey)) {
		source.write(chunk);
		yield* found;
		found = [];
		if (at >= lastLine) return;
		await nextTurn();
	}
	source.end();
	scanner.end();
	yield* found;
}
