import { layoutOf, storedFields, type DatasetKind } from '../../src/lib/datasets/dataset.ts';
import { applyAnswers } from '../../src/lib/imports/questions/answers.ts';
import { openCheck } from '../../src/lib/imports/check/check.ts';
import type { Corrections } from '../../src/lib/imports/drafts/corrections.ts';
import { bytesInMemory, type FileBytes } from '../../src/lib/imports/file/file-bytes.ts';
import { openTable } from '../../src/lib/imports/file/open-table.ts';
import { RefusedTable } from '../../src/lib/imports/file/refused-table.ts';
import { inspectFile, refusedInspection, type InspectHints } from '../../src/lib/imports/inspect.ts';
import type { ImportPlan } from '../../src/lib/imports/plan.ts';
import type { CellValue } from '../../src/lib/imports/check/row-sink.ts';

export interface CheckedRow {
	line: number;
	values: Record<string, CellValue>;
}

/** Bytes cut into pieces of one size, so that records, quotes and characters are cut too. */
export function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
	return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size));
}

/** Checks bytes under a plan and collects the rows by field name. */
export function checkTable(
	kind: DatasetKind,
	plan: ImportPlan,
	bytes: Uint8Array,
	size = 64,
	corrections: Corrections | null = null
) {
	const fields = storedFields(
		layoutOf(
			kind,
			plan.columns.map((column) => column.field)
		)
	);
	const rows: CheckedRow[] = [];
	const row = (values: readonly CellValue[], line: number) =>
		rows.push({ line, values: Object.fromEntries(fields.map((field, i) => [field.name, values[i]])) });
	const check = openCheck(kind, plan, { row }, { corrections });
	for (const piece of pieces(bytes, size)) check.write(piece);
	return { rows, report: check.end() };
}

/** The table a file holds, as text; none where the file is refused. */
async function tableOf(file: FileBytes, sheet: string | undefined) {
	const { origin, fatal, pieces: parts } = await openTable(file, sheet);
	const copies: Uint8Array[] = [];
	try {
		for await (const part of parts) copies.push(Uint8Array.from(part));
	} catch (error) {
		if (!(error instanceof RefusedTable)) throw error;
		return { origin, fatal: error.issue, bytes: Buffer.alloc(0) };
	}
	return { origin, fatal, bytes: Buffer.concat(copies) };
}

/** The whole way of a file: unpack, read, answer, read again, check. */
export async function readTable(
	kind: DatasetKind,
	content: string | Uint8Array,
	{ answers = {}, size = 64, ...hints }: InspectHints & { answers?: Record<string, string>; size?: number } = {}
) {
	const file = bytesInMemory(typeof content === 'string' ? Buffer.from(content) : content);
	const look = async (overrides: Partial<ImportPlan> | undefined) => {
		const { origin, fatal, bytes } = await tableOf(file, overrides?.sheet);
		const given = { ...hints, origin, overrides };
		const found = fatal ? refusedInspection(kind, given, fatal) : await inspectFile(pieces(bytes, size), kind, given);
		return { ...found, bytes };
	};
	const first = await look(hints.overrides);
	const answered = applyAnswers(first.plan, first.questions, answers);
	const second = first.fatal ? first : await look(answered.plan);
	const settled = applyAnswers(second.plan, second.questions, answers);
	const checked = checkTable(kind, settled.plan, second.bytes, size);
	return { first, open: settled.questions, plan: settled.plan, ...checked };
}
