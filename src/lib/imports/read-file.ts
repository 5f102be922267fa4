import type { DatasetKind } from '../datasets/dataset.ts';
import { openCheck, type CheckOptions } from './check/check.ts';
import type { CheckReport, RowSink } from './check/row-sink.ts';
import type { FileBytes } from './file/file-bytes.ts';
import { openTable } from './file/open-table.ts';
import { RefusedTable } from './file/refused-table.ts';
import type { Inspected } from './finish-inspection.ts';
import { inspectFile, refusedInspection, type InspectHints } from './inspect.ts';
import type { ImportPlan } from './plan.ts';

/** Opens a file, whatever it is packed in, and inspects its table; see `openTable` and `inspectFile`. */
export async function inspectBytes(file: FileBytes, kind: DatasetKind, hints: InspectHints): Promise<Inspected> {
	const { fatal, pieces, origin } = await openTable(file, hints.overrides?.sheet, hints.limits);
	return fatal ? refusedInspection(kind, hints, fatal) : inspectFile(pieces, kind, { ...hints, origin });
}

/** Opens a file and checks every row of its table under a plan; see `openCheck`. */
export async function checkBytes(
	file: FileBytes,
	kind: DatasetKind,
	plan: ImportPlan,
	sink: RowSink,
	options: CheckOptions = {}
): Promise<CheckReport> {
	const { fatal, pieces } = await openTable(file, plan.sheet, options.limits);
	const check = openCheck(kind, plan, sink, options);
	if (fatal) return { ...check.end(), fatal };
	try {
		for await (const piece of pieces) check.write(piece);
	} catch (error) {
		if (!(error instanceof RefusedTable)) throw error;
		return { ...check.end(), fatal: error.issue };
	}
	return check.end();
}
