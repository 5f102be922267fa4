import { error } from '@sveltejs/kit';
import RangesChart from '#lib/charts/ranges/RangesChart.svelte';
import TimelineChart from '#lib/charts/timeline/TimelineChart.svelte';
import { drawn, figureResponse, type DrawnFigure } from '../../../../../figure-response.server.ts';
import { serverLanguage } from '../../../../../language.server.ts';
import { caseView, type CaseView } from '../../../case-view.server.ts';
import type { RequestHandler } from './$types';

const FIGURES: Record<string, (view: CaseView) => DrawnFigure | null> = {
	timeline: ({ figures, charts }) => drawn(figures.timeline, TimelineChart, charts.timeline),
	headcounts: ({ figures, charts }) => figures.headcounts && drawn(figures.headcounts, RangesChart, charts.headcounts),
	teams: ({ figures, charts }) => figures.teams && drawn(figures.teams, RangesChart, charts.teams)
};

export const GET: RequestHandler = async ({ params, locals, url }) => {
	const language = serverLanguage(locals.locale);
	const view = await caseView(params.case, url, language);
	if (view === null || !Object.hasOwn(FIGURES, params.figure)) error(404, 'Not found');
	const figure = FIGURES[params.figure](view);
	if (figure === null) error(404, 'Not found');
	return figureResponse(figure, params.format, locals.locale, 'public, max-age=300');
};
