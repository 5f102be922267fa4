import CoverageChart from '#lib/charts/coverage/CoverageChart.svelte';
import ForestChart from '#lib/charts/forest/ForestChart.svelte';
import HeadcountChart from '#lib/charts/headcount/HeadcountChart.svelte';
import RatesChart from '#lib/charts/rates/RatesChart.svelte';
import ResponseCurveChart from '#lib/charts/response-curve/ResponseCurveChart.svelte';
import SurvivalChart from '#lib/charts/survival/SurvivalChart.svelte';
import { survivalTable } from '#lib/charts/survival/survival-table.ts';
import TallyChart from '#lib/charts/tally/TallyChart.svelte';
import TimelineChart from '#lib/charts/timeline/TimelineChart.svelte';
import type { Language } from '#lib/messages/language.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { drawn, tabled, type DrawnFigure } from '../../../figure-response.server.ts';
import { attritionView } from '../attrition/attrition-view.server.ts';
import { coverageView } from '../coverage/coverage-view.server.ts';
import { eventsAnalysis } from '../events/events-analysis.server.ts';
import { eventView } from '../events/[event]/event-view.server.ts';
import { curveTable } from '../events/[event]/response-curve-figure.ts';
import { selectionView } from '../selection/selection-view.server.ts';
import { tenureView } from '../tenure/tenure-view.server.ts';
import { analysisDrawing, eventsDrawing, movementDrawing, outcomeDrawing } from './page-drawings.server.ts';
import { scenarioDrawing } from './scenario-drawings.server.ts';

const COVERAGE = [
	...['coverage', 'headcount', 'clocks', 'below-months', 'risk'],
	...['single-points', 'on-call', 'knowledge']
];

/** A figure of an organisation with what draws it, for the filters of an address; null where there is none. */
export async function figureDrawing(
	id: string,
	reader: Reader,
	url: URL,
	language: Language
): Promise<DrawnFigure | null> {
	return (
		(await coverageDrawing(id, reader, url, language)) ??
		(await tenureDrawing(id, reader, url, language)) ??
		(await attritionDrawing(id, reader, url, language)) ??
		(await selectionDrawing(id, reader, url, language)) ??
		(await scenarioDrawing(id, reader, url, language)) ??
		(await eventDrawing(id, reader, url, language))
	);
}

async function coverageDrawing(id: string, reader: Reader, url: URL, language: Language): Promise<DrawnFigure | null> {
	if (!COVERAGE.includes(id)) return null;
	const view = await coverageView(reader, url, language);
	if ('missing' in view) return null;
	if (id !== 'coverage' && id !== 'headcount') return analysisDrawing(id, view.analysis);
	return id === 'coverage'
		? drawn(view.figures.coverage, CoverageChart, { rows: view.coverage.rows })
		: drawn(view.figures.headcount, HeadcountChart, { rows: view.headcount.rows, events: view.events });
}

async function attritionDrawing(id: string, reader: Reader, url: URL, language: Language): Promise<DrawnFigure | null> {
	if (!['attrition', 'attrition-types', 'attrition-us', 'movement', 'months'].includes(id)) return null;
	const view = await attritionView(reader, url, language);
	if (view === null) return null;
	if (!id.startsWith('attrition')) return movementDrawing(id, view);
	if (id === 'attrition-us')
		return view.us && drawn(view.us.figure, RatesChart, { rows: view.us.bars, wording: 'monthly' });
	return id === 'attrition'
		? drawn(view.figures.groups, RatesChart, { rows: view.bars })
		: drawn(view.figures.types, RatesChart, { rows: view.types });
}

async function selectionDrawing(id: string, reader: Reader, url: URL, language: Language): Promise<DrawnFigure | null> {
	const view = id === 'four-fifths' ? await selectionView(reader, url, language) : null;
	return view?.figure ? tabled(view.figure) : null;
}

async function tenureDrawing(id: string, reader: Reader, url: URL, language: Language): Promise<DrawnFigure | null> {
	if (id !== 'tenure' && id !== 'incidence') return null;
	const view = await tenureView(reader, url, language);
	if (view === null) return null;
	const full = () => survivalTable(view.whole[id], language);
	return id === 'tenure'
		? drawn(view.figures.tenure, SurvivalChart, { curves: view.curves, unit: 'years', measure: 'remaining' }, full)
		: drawn(view.figures.incidence, SurvivalChart, { curves: view.incidence, unit: 'years', measure: 'left' }, full);
}

/** The figures of an event page; the event is in the query. */
async function eventDrawing(id: string, reader: Reader, url: URL, language: Language): Promise<DrawnFigure | null> {
	if (['compared', 'roles-events', 'vacancy'].includes(id))
		return eventsDrawing(id, await eventsAnalysis(reader, url, language));
	const eventId = url.searchParams.get('event');
	const view = eventId === null ? null : await eventView(reader, eventId, url, language);
	if (view === null) return null;
	if (id === 'timeline') return drawn(view.figures.timeline, TimelineChart, view.timeline);
	if (id === 'event-loss' && view.loss !== null) return drawn(view.loss.figure, ForestChart, { rows: view.loss.rows });
	const { answers } = view;
	const outcome = outcomeDrawing(id, view);
	if (outcome !== null || answers === null) return outcome;
	if (id === answers.figures.groups.id) return drawn(answers.figures.groups, TallyChart, { rows: answers.groups });
	const { curve, summary } = answers;
	if (id === 'response-curve' && curve !== null)
		return drawn(answers.figures.curve, ResponseCurveChart, curve, () =>
			curveTable(summary.curve, summary.asked, language)
		);
	return null;
}
