import { requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../../language.server.ts';
import { comparedIds, MOST_COMPARED } from './compare-query.ts';
import { comparedScenarios, comparedTable } from './compared-scenarios.server.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const language = serverLanguage(event.locals.locale);
	const ids = comparedIds(event.url.searchParams);
	const scenarios = await comparedScenarios(reader, ids, event.url.origin, language);
	const { rows } = comparedTable(scenarios, language);
	return {
		leftOut: Math.max(0, ids.length - MOST_COMPARED),
		files: new URLSearchParams(scenarios.map(({ id }) => ['scenario', id])).toString(),
		scenarios: scenarios.map(({ id, name, href, versions, terms, basis }) => ({
			...{ id, name, href, versions, terms, basis }
		})),
		rows: rows.map(({ name, cells }) => ({ name, cells: cells.map(({ text }) => text) }))
	};
};
