import FlowChart from '#lib/charts/flow/FlowChart.svelte';
import HeatmapChart from '#lib/charts/heatmap/HeatmapChart.svelte';
import IcicleChart from '#lib/charts/icicle/IcicleChart.svelte';
import RangesChart from '#lib/charts/ranges/RangesChart.svelte';
import RatesChart from '#lib/charts/rates/RatesChart.svelte';
import SlopeChart from '#lib/charts/slope/SlopeChart.svelte';
import StripChart from '#lib/charts/strip/StripChart.svelte';
import SurvivalChart from '#lib/charts/survival/SurvivalChart.svelte';
import WaterfallChart from '#lib/charts/waterfall/WaterfallChart.svelte';
import { drawn, tabled, type DrawnFigure } from '../../../figure-response.server.ts';
import type { AttritionView } from '../attrition/attrition-view.server.ts';
import type { CoverageAnalysis } from '../coverage/coverage-analysis.server.ts';
import type { EventsAnalysis } from '../events/events-analysis.server.ts';
import type { EventView } from '../events/[event]/event-view.server.ts';

/** The figures of the attrition page beside its rates. */
export function movementDrawing(id: string, { movement, months }: AttritionView): DrawnFigure | null {
	if (id === 'movement' && movement) return drawn(movement.figure, WaterfallChart, { steps: movement.steps });
	if (id === 'months' && months) return drawn(months.figure, HeatmapChart, { cells: months.cells });
	return null;
}

/** The figures of what became of people and roles after an event. */
export function outcomeDrawing(id: string, { analysis, answers }: EventView): DrawnFigure | null {
	const { matching, flow, tenureLost, slope, organisation, incidents } = analysis;
	const funnel = answers?.funnel ?? null;
	if (id === 'funnel' && funnel) return drawn(funnel.figure, WaterfallChart, funnel.props);
	if (id === 'matching' && matching) return drawn(matching.figure, HeatmapChart, matching.props);
	if (id === 'flow' && flow) return drawn(flow.figure, FlowChart, flow.props);
	if (id === 'tenure-lost' && tenureLost) return drawn(tenureLost.figure, StripChart, tenureLost.props);
	if (id === 'before-after' && slope) return drawn(slope.figure, SlopeChart, slope.props);
	if (id === 'organisation' && organisation) return drawn(organisation.figure, IcicleChart, organisation.props);
	if (id === 'incidents' && incidents) return drawn(incidents.figure, RatesChart, incidents.props);
	return null;
}

/** The figures behind the coverage of the day. */
export function analysisDrawing(id: string, analysis: CoverageAnalysis): DrawnFigure | null {
	const { clocks, belowMonths, risk, singlePoints, onCall, knowledge } = analysis;
	const table = [singlePoints, onCall, knowledge].find((figure) => figure?.id === id);
	if (table) return tabled(table);
	if (id === 'clocks' && clocks) return drawn(clocks.figure, HeatmapChart, clocks.props);
	if (id === 'below-months' && belowMonths) return drawn(belowMonths.figure, HeatmapChart, belowMonths.props);
	if (id === 'risk' && risk) return drawn(risk.figure, RangesChart, risk.props);
	return null;
}

/** The figures of all events side by side. */
export function eventsDrawing(id: string, { compared, rolesEvents, vacancy }: EventsAnalysis): DrawnFigure | null {
	if (id === 'compared' && compared) return drawn(compared.figure, SurvivalChart, compared.props);
	if (id === 'roles-events' && rolesEvents) return drawn(rolesEvents.figure, HeatmapChart, rolesEvents.props);
	if (id === 'vacancy' && vacancy) return drawn(vacancy.figure, SurvivalChart, vacancy.props);
	return null;
}
