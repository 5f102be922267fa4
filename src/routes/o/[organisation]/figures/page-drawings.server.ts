import HeatmapChart from '#lib/charts/heatmap/HeatmapChart.svelte';
import WaterfallChart from '#lib/charts/waterfall/WaterfallChart.svelte';
import { drawn, type DrawnFigure } from '../../../figure-response.server.ts';
import type { AttritionView } from '../attrition/attrition-view.server.ts';

/** The figures of the attrition page beside its rates. */
export function movementDrawing(id: string, { movement, months }: AttritionView): DrawnFigure | null {
	if (id === 'movement' && movement) return drawn(movement.figure, WaterfallChart, { steps: movement.steps });
	if (id === 'months' && months) return drawn(months.figure, HeatmapChart, { cells: months.cells });
	return null;
}
