import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';

/** The cells of functions with a minimum, linked to the role their people have, which other charts of the page name. */
export function linkedCells(
	cells: HeatmapCell[],
	rows: Pick<CoverageRow, 'name' | 'roleFamily'>[],
	roleName: (role: string) => string
): HeatmapCell[] {
	const roles = new Map(
		rows.flatMap(({ name, roleFamily }) => (roleFamily === null ? [] : [[name, roleName(roleFamily)]]))
	);
	return cells.map((cell) => ({ ...cell, link: roles.get(cell.row) }));
}
