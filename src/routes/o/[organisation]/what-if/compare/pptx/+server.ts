import { error } from '@sveltejs/kit';
import { requireRole } from '#lib/server/permissions.ts';
import { slidesResponse } from '../../../../../figure-response.server.ts';
import { serverLanguage } from '../../../../../language.server.ts';
import { comparedIds } from '../compare-query.ts';
import { comparedSlides } from '../compared-slides.server.ts';
import type { RequestHandler } from './$types';

/** The scenarios side by side as slides. */
export const GET: RequestHandler = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const ids = comparedIds(event.url.searchParams);
	const slides = await comparedSlides(reader, ids, event.url.origin, serverLanguage(event.locals.locale));
	return slides === null ? error(404, 'Not found') : slidesResponse(slides, 'scenarios', 'private, no-store');
};
