import { figureCsv } from '#lib/charts/figure-csv.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { column, textCell } from '../../../../../figure-frame.ts';
import { serverLanguage } from '../../../../../language.server.ts';
import { comparedIds } from '../compare-query.ts';
import { comparedScenarios, comparedTable } from '../compared-scenarios.server.ts';
import type { RequestHandler } from './$types';

const FRENCH = { separator: ';', decimalMark: ',' } as const;
const PLAIN = { separator: ',', decimalMark: '.' } as const;

/** The scenarios side by side as a file. */
export const GET: RequestHandler = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const language = serverLanguage(event.locals.locale);
	const ids = comparedIds(event.url.searchParams);
	const scenarios = await comparedScenarios(reader, ids, event.url.origin, language);
	const { columns, rows } = comparedTable(scenarios, language);
	const labels = [language.t('charts.column-role'), ...columns];
	const table = {
		columns: labels.map((label, at) => column(`c${at}`, label, at > 0 ? 'end' : 'start')),
		rows: rows.map(({ name, cells }) => [textCell(name), ...cells])
	};
	const headers = {
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': 'attachment; filename="scenarios.csv"',
		'cache-control': 'private, no-store'
	};
	return new Response(figureCsv(table, language.locale === 'fr' ? FRENCH : PLAIN), { headers });
};
