import { error } from '@sveltejs/kit';
import ComparisonChart from '#lib/charts/comparison/ComparisonChart.svelte';
import RangesChart from '#lib/charts/ranges/RangesChart.svelte';
import { drawn, figureResponse, type DrawnFigure } from '../../../../figure-response.server.ts';
import { serverLanguage } from '../../../../language.server.ts';
import { countQuestion } from '../../../../question-limit.server.ts';
import { compareView, type CompareView } from '../../../compare-view.server.ts';
import type { RequestHandler } from './$types';

const FIGURES: Record<string, (view: CompareView) => DrawnFigure | null> = {
	remaining: ({ figures, charts }) => drawn(figures.remaining, RangesChart, charts.remaining),
	days: ({ figures, charts }) => drawn(figures.days, ComparisonChart, charts.days),
	roles: ({ figures, charts }) => figures.roles && drawn(figures.roles, RangesChart, charts.roles)
};

export const GET: RequestHandler = async (event) => {
	const { params, locals, url } = event;
	if (!Object.hasOwn(FIGURES, params.figure)) error(404, 'Not found');
	await countQuestion(event);
	const view = await compareView(url, serverLanguage(locals.locale), locals);
	const figure = view.events.length === 0 ? null : FIGURES[params.figure](view);
	if (figure === null) error(404, 'Not found');
	return figureResponse(
		figure,
		params.format,
		locals.locale,
		view.isPrivate ? 'private, no-store' : 'public, max-age=300'
	);
};
