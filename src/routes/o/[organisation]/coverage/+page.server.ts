import { requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../language.server.ts';
import { belowMinimumSentences } from './below-minimum.ts';
import { listedDays } from './coverage-query.ts';
import { coverageView } from './coverage-view.server.ts';
import { finishedHere } from '../../../finished-here.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const language = serverLanguage(event.locals.locale);
	const view = await coverageView(reader, event.url, language);
	if ('missing' in view) return { view: null, missing: view.missing, isAnalyst: reader.tier === 'analyst' };
	const { coverage, headcount, choices, ...rest } = view;
	const roleOf = new Map(view.roles.map(({ id, role }) => [id, role ?? undefined]));
	return finishedHere(event, {
		missing: null,
		isAnalyst: reader.tier === 'analyst',
		view: {
			...rest,
			choices: {
				events: choices.events.map(({ id, title }) => ({ id, title })),
				firstDay: choices.firstDay,
				lastDay: choices.lastDay,
				days: reader.tier === 'analyst' ? null : listedDays(choices)
			},
			summary: coverage.summary,
			required: coverage.rows.filter((row) => row.required > 0).length,
			rows: coverage.rows.map(({ functionId, name, required, qualified, qualifiedBefore, status, belowSince }) => ({
				functionId,
				name,
				required,
				qualified,
				qualifiedBefore,
				status,
				belowSince,
				role: roleOf.get(functionId)
			})),
			headcountRows: headcount.rows.map(({ date, group, headcount: people }) => ({ date, group, headcount: people })),
			below: belowMinimumSentences(coverage.rows, language)
		}
	});
};
