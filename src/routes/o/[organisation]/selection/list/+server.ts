import { error } from '@sveltejs/kit';
import { figureCsv } from '#lib/charts/figure-csv.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../../language.server.ts';
import { answerBrought } from '../brought-question.server.ts';
import type { RequestHandler } from './$types';

const FRENCH = { separator: ';', decimalMark: ',' } as const;
const PLAIN = { separator: ',', decimalMark: '.' } as const;

/** The answer to a brought list as a file: the list comes with the question, since it is not kept. */
export const POST: RequestHandler = async (event) => {
	const reader = requireRole(event, 'analyst');
	const language = serverLanguage(event.locals.locale);
	const answer = await answerBrought(event, reader, language);
	if ('problem' in answer) error(400, language.t(`selection.problem-${answer.problem}`, { line: answer.line }));
	const { figure } = answer;
	const headers = {
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': `attachment; filename="${figure.id}.csv"`,
		'cache-control': 'private, no-store'
	};
	return new Response(figureCsv(figure.table, language.locale === 'fr' ? FRENCH : PLAIN), { headers });
};
