import { checkFile } from '../../src/lib/imports/check-file.ts';
import { bytesInMemory } from '../../src/lib/imports/file/file-bytes.ts';

/** One stored row as a line: person, hire, exit, then the fields asked for. */
type Shown = (string | number | boolean | object | null)[];

/** Reads a roster through all its questions and shows its rows, sorted by person and hire, and its findings. */
export async function readEmployments(
	text: string | Uint8Array,
	answers: Record<string, string>,
	fields: string[] = []
) {
	const bytes = typeof text === 'string' ? Buffer.from(text) : text;
	const found: { line: number; values: Record<string, Shown[number]> }[] = [];
	const check = await checkFile({
		file: bytesInMemory(bytes),
		kind: 'roster',
		answers,
		today: '2030-01-01',
		onRow: (row) => found.push(row)
	});
	const rows = found
		.map(({ values }): Shown => ['person_id', 'hire_date', 'exit_date', ...fields].map((name) => values[name]))
		.sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1));
	const issues = (check.report?.issues ?? []).map(({ code, severity, line, details }) => ({
		code,
		severity,
		...(line !== undefined && { line }),
		...(details && { details })
	}));
	return {
		...check,
		asked: check.questions.map(({ id }) => id),
		rows,
		lines: found.map(({ line }) => line),
		issues,
		counts: check.report?.counts ?? {}
	};
}
