import type { Language } from '#lib/messages/language.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../language.server.ts';
import { scenarioTerms } from './scenario-terms.ts';
import { anyBreach, costTable, effectTable, segmentTable, singleTable, sourceTable } from './what-if-tables.ts';
import { scenarioView, type ScenarioView } from './what-if-view.server.ts';
import { finishedHere } from '../../../finished-here.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const language = serverLanguage(event.locals.locale);
	const view = await scenarioView(reader, event.url, language);
	const isAnalyst = reader.tier === 'analyst';
	return 'missing' in view
		? { isAnalyst, missing: view.missing, view: null }
		: finishedHere(event, { isAnalyst, missing: null, view: shown(view, language) });
};

function shown(view: ScenarioView, language: Language) {
	const { query, search, choices, refused, roleName, result, plain, figure } = view;
	const { asked, exempt, expectedLeavers, withoutHistory, segments } = result.summary;
	const { t } = language;
	const named = (words: string[]) => words.map((id) => ({ id, name: id || t('figures.not-stated') }));
	return {
		...{ query, search, figure },
		refused: refused.map(({ parameter, value }) =>
			t('whatif.refused-value', { field: t(`whatif.field.${parameter}`), value })
		),
		choices: {
			roles: choices.roles.map((id) => ({ id, name: roleName(id) })),
			levels: named(choices.levels),
			sites: named(choices.sites),
			histories: choices.histories.map(({ id, title, counts }) => ({ id, title, isCase: counts !== null })),
			firstDay: choices.firstDay,
			lastDay: choices.lastDay
		},
		totals: { asked, exempt, expectedLeavers, withoutHistory },
		anyBreach: anyBreach(result, language),
		terms: scenarioTerms(query, language),
		segments: segments && segments.length > 0 ? segmentTable(segments, roleName, language) : null,
		segmentCount: segments?.length ?? 0,
		effect: plain && effectTable(result, plain, query.shock, language),
		single: singleTable(view, language),
		costs: costTable(result, language),
		sources: sourceTable(language)
	};
}
