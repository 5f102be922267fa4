import { error } from '@sveltejs/kit';
import { requireRole } from '#lib/server/permissions.ts';
import { figureResponse, slidesResponse } from '../../../../../figure-response.server.ts';
import { serverLanguage } from '../../../../../language.server.ts';
import { briefSlides } from '../../../brief/brief-slides.server.ts';
import { frozenView } from '../../../frozen-view.server.ts';
import { figureDrawing } from '../../figure-drawing.server.ts';
import type { RequestHandler } from './$types';

const NO_STORE = 'private, no-store';

export const GET: RequestHandler = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const language = serverLanguage(event.locals.locale);
	const { figure, format } = event.params;
	const frozen = await frozenView(reader, event.url, language);
	if (frozen?.state === 'gone') error(410, language.t('shell.frozen-gone', { count: frozen.gone }));
	if (figure === 'brief' && format === 'pptx') {
		const slides = await briefSlides(reader, event.url, language);
		return slides === null ? error(404, 'Not found') : slidesResponse(slides, 'brief', NO_STORE);
	}
	const found = await figureDrawing(figure, reader, event.url, language);
	if (found === null) error(404, 'Not found');
	return figureResponse(found, format, event.locals.locale, NO_STORE);
};
