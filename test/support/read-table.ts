import { layoutOf, storedFields, type DatasetKind } from '../../src/lib/datasets/dataset.ts';
import { applyAnswers } from '../../src/lib/imports/questions/answers.ts';
import { openCheck } from '../../src/lib/imports/check/check.ts';
import type { Corrections } from '../../src/lib/imports/drafts/corrections.ts';
import { inspectFile, type InspectHints } from '../../src/lib/imports/inspect.ts';
import { LIMITS } from '../../src/lib/imports/limits.ts';
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
	const check = openCheck(kind, plan, { row }, LIMITS, corrections);
	for (const piece of pieces(bytes, size)) check.write(piece);
	return { rows, report: check.end() };
}

/** The whole way of a file: read, answer, read again, check. */
export async function readTable(
	kind: DatasetKind,
	content: string | Uint8Array,
	{ answers = {}, size = 64, ...hints }: InspectHints & { answers?: Record<string, string>; size?: number } = {}
) {
	const bytes = typeof content === 'string' ? Buffer.from(content) : content;
	const first = await inspectFile(pieces(bytes, size), kind, hints);
	const answered = applyAnswers(first.plan, first.questions, answers);
	const second = await inspectFile(pieces(bytes, size), kind, { ...hints, overrides: answered.plan });
	const settled = applyAnswers(second.plan, second.questions, answers);
	return { first, open: settled.questions, plan: settled.plan, ...checkTable(kind, settled.plan, bytes, size) };
}
