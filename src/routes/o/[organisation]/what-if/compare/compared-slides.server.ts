import { figureSlides } from '#lib/charts/figure-pptx.server.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { column, figureFrame, textCell } from '../../../../figure-frame.ts';
import { today } from '../../../../today.ts';
import { LIMITS } from '../scenario-limits.ts';
import { comparedScenarios, comparedTable, type ComparedScenario } from './compared-scenarios.server.ts';

/** The scenarios side by side as slides: what each assumes, then the table; null where none is chosen. */
export async function comparedSlides(
	reader: Reader,
	ids: readonly string[],
	origin: string,
	language: Language
): Promise<Uint8Array | null> {
	const scenarios = await comparedScenarios(reader, ids, origin, language);
	if (scenarios.length === 0) return null;
	const { t, format } = language;
	const { columns, rows } = comparedTable(scenarios, language);
	const labels = [t('charts.column-role'), ...columns];
	const place = {
		page: `${origin}/o/${reader.organisation.slug}/what-if/compare`,
		query: new URLSearchParams(scenarios.map(({ id }) => ['scenario', id])).toString(),
		figures: `/o/${reader.organisation.slug}/figures`,
		isSample: reader.organisation.isSample,
		retrievedOn: today()
	};
	const frame = figureFrame('scenarios', place, { versions: versionsOf(scenarios) }, language);
	const title = t('whatif.compare-heading');
	const figure = {
		...{ ...frame, title, subtitle: t('whatif.compare-lede'), summary: t('whatif.compare-note') },
		notes: [t('whatif.compare-note'), t('whatif.seed'), ...LIMITS.map((id) => t(`whatif.limit-${id}`))],
		permalink: frame.permalink && { ...frame.permalink, frozen: null },
		table: {
			columns: labels.map((label, at) => column(`c${at}`, label, at > 0 ? 'end' : 'start')),
			rows: rows.map(({ name, cells }) => [textCell(name), ...cells])
		}
	};
	const sections = scenarios.map(({ name, basis, terms, versions }) => ({
		heading: name,
		sentences: [basis, ...terms, format.list(versions)]
	}));
	return figureSlides([figure], [{ title, subtitle: reader.organisation.name, sections }], language);
}

/** Each version once, whichever scenarios use it. */
function versionsOf(scenarios: ComparedScenario[]): ComparedScenario['references'] {
	const all = scenarios.flatMap(({ references }) => references);
	return [...new Map(all.map((each) => [`${each.datasetId} ${each.version}`, each])).values()];
}
