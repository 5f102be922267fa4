import { requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../../language.server.ts';
import { LIMITS } from '../scenario-limits.ts';
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
	const { t } = language;
	const { columns, rows } = comparedTable(scenarios, language);
	return {
		leftOut: Math.max(0, ids.length - MOST_COMPARED),
		files: new URLSearchParams(scenarios.map(({ id }) => ['scenario', id])).toString(),
		limits: LIMITS.map((id) => t(`whatif.limit-${id}`)),
		scenarios: scenarios.map(({ id, name, href, versions, terms, asked, expectedLeavers }) => ({
			...{ id, name, href, versions, terms, asked, expectedLeavers }
		})),
		table: {
			label: t('whatif.compare-heading'),
			columns: [t('charts.column-role'), ...columns].map((label, at) => ({ label, isNumber: at > 0 })),
			rows: rows.map(({ name, cells }) => [name, ...cells.map(({ text }) => text)])
		}
	};
};
