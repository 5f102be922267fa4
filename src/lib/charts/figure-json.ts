import type { Figure } from './figure.ts';

/**
 * A figure as JSON: what it says, what it rests on, and exactly the plotted values. A value is null where it is
 * undefined or suppressed; `marks` has the text that stands there instead.
 */
export function figureJson(figure: Figure): string {
	const { columns, rows } = figure.table;
	const marks = rows.flatMap((row, index) =>
		row.flatMap((cell, at) =>
			cell.value === null && cell.text !== '–' ? [{ row: index, column: columns[at].id, text: cell.text }] : []
		)
	);
	const content = {
		id: figure.id,
		title: figure.title,
		subtitle: figure.subtitle,
		summary: figure.summary,
		notes: figure.notes,
		filters: figure.filters ?? null,
		sources: figure.sources,
		dataDate: figure.dataDate,
		retrievedOn: figure.retrievedOn ?? null,
		method: figure.methodHref ?? null,
		isSample: figure.isSample,
		columns: columns.map(({ id, label }) => ({ id, label })),
		rows: rows.map((row) => Object.fromEntries(row.map((cell, at) => [columns[at].id, cell.value]))),
		marks
	};
	return `${JSON.stringify(content, null, '\t')}\n`;
}
