import type { Figure } from '#lib/charts/figure.ts';
import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import type { RangeDatum } from '#lib/charts/ranges/ranges-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import {
	computeKnowledgeRetained,
	computeOnCallViability,
	computeSinglePoints
} from '#lib/metrics/registry-staff.server.ts';
import { computeRoleCoverage } from '#lib/metrics/registry.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { FigurePlace } from '../../../figure-frame.ts';
import type { DrawnView } from '../drawn-view.ts';
import { belowByMonth, belowMonthsView, yearOfMonths } from './below-months-figure.ts';
import { clocksView } from './clocks-figure.ts';
import type { Coverage } from './coverage-figure.ts';
import type { CoverageQuery } from './coverage-query.ts';
import { knowledgeFigure, onCallFigure, singlePointsFigure } from './people-behind.ts';
import { linkedCells } from './linked-cells.ts';
import { riskView } from './risk-figure.ts';

type CellsView = DrawnView<{ cells: HeatmapCell[] }>;

export interface CoverageAnalysis {
	/** Roles below their minimum and people missing, at the ends of the last twelve months. */
	trend: ReturnType<typeof belowByMonth>;
	clocks: CellsView | null;
	belowMonths: CellsView | null;
	risk: DrawnView<{ rows: RangeDatum[]; unit: 'share' }> | null;
	singlePoints: Figure | null;
	onCall: Figure | null;
	knowledge: Figure | null;
}
interface Context {
	query: CoverageQuery;
	roleName: (role: string) => string;
	place: FigurePlace;
	/** Where figures of the chosen people stand. */
	ofPeople: FigurePlace;
}

/** What stands behind the coverage of the day: the three clocks, the months before, the risk ahead, and the people. */
export async function coverageAnalysis(
	{ reader, chosenReader }: { reader: Reader; chosenReader: Reader },
	coverage: Coverage,
	{ query, roleName, place, ofPeople }: Context,
	language: Language
): Promise<CoverageAnalysis> {
	const runtime = getRuntime();
	const { on, before, clock } = query;
	const shown = new Set(coverage.rows.map((row) => row.functionId));
	const isShown = (row: { functionId: string }) => shown.has(row.functionId);
	const of = async (params: object): Promise<Coverage> => {
		const found = await computeRoleCoverage(runtime, reader, { on, clock, ...params });
		return { ...coverage, ...found, rows: found?.rows.filter(isShown) ?? [] };
	};
	const byClock = {
		announced: await of({ clock: 'announced' }),
		worked: await of({ clock: 'worked' }),
		legal: await of({ clock: 'legal' })
	};
	const single = await computeSinglePoints(runtime, reader, { on, clock });
	const onCall = await computeOnCallViability(runtime, reader, { on, clock });
	const knowledge = await computeKnowledgeRetained(runtime, chosenReader, {
		on,
		clock,
		group: 'role',
		...(before === null ? {} : { baseOn: before })
	});
	const months = await of({ from: yearOfMonths(on) });
	const linked = (view: CellsView | null) =>
		view && { ...view, props: { cells: linkedCells(view.props.cells, coverage.rows, roleName) } };
	return {
		trend: belowByMonth(months),
		clocks: linked(clocksView(byClock, place, language)),
		belowMonths: linked(belowMonthsView(months, place, language)),
		risk: riskView(coverage, place, language),
		singlePoints: single && singlePointsFigure({ ...single, rows: single.rows.filter(isShown) }, place, language),
		onCall: onCall && onCallFigure({ ...onCall, rows: onCall.rows.filter(isShown) }, place, language),
		knowledge: knowledge && knowledgeFigure(knowledge, { coverage, roleName }, ofPeople, language)
	};
}
