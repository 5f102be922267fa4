import type { Figure } from '#lib/charts/figure.ts';
import type { RangeDatum } from '#lib/charts/ranges/ranges-layout.ts';
import { rangesTable } from '#lib/charts/ranges/ranges-table.ts';
import { DEFAULT_ROLE_FAMILIES, DEFAULT_ROLE_RULES } from '#lib/roles/default-role-families.ts';
import { roleFamilyOf } from '#lib/roles/role-rules.ts';
import type { Language } from '#lib/messages/language.ts';
import { figureFrame, type FigurePlace } from '../figure-frame.ts';
import { sourceLine, sourcesOf } from '../sources.ts';
import { teamShares } from '../library/[case]/team-impacts-figure.ts';
import type { ComparedEvent } from './compared-events.ts';

const RULES = { families: DEFAULT_ROLE_FAMILIES, rules: DEFAULT_ROLE_RULES };
const isWhole = (team: string) => /^(?:company|contractors$|site:|country:)/.test(team);

interface RoleShare {
	/** Index of the role family in its list; beyond its end for teams that belong to none. */
	order: number;
	row: RangeDatum;
}

/** Published losses of teams side by side, role family by role family in the order of the families. */
export function roleRows(events: ComparedEvent[], { t, locale }: Language): RangeDatum[] {
	const shares = events.flatMap(({ id, chosen }) =>
		teamShares(chosen.around.teamImpacts)
			.filter(({ team }) => !isWhole(team))
			.map(({ id: own, team, low, best, high, decimals, impact }): RoleShare => {
				const found = RULES.families.findIndex((family) => family.id === roleFamilyOf(RULES, team, team));
				const family = RULES.families[found];
				const name = family ? family[locale === 'fr' ? 'nameFr' : 'nameEn'] : t('compare.role-none');
				const status = impact.figureStatus === null ? '' : t(`figures.state.${impact.figureStatus}`);
				return {
					order: family ? found : RULES.families.length,
					row: {
						id: `${id}-${own}`,
						label: `${name} · ${chosen.event.organisation}`,
						note: [team, status].filter(Boolean).join(', '),
						...{ low, best, high, decimals }
					}
				};
			})
	);
	return shares.sort((a, b) => a.order - b.order).map(({ row }) => row);
}

export function rolesFigure(events: ComparedEvent[], place: FigurePlace, language: Language): Figure {
	const { t } = language;
	const rows = roleRows(events, language);
	const sources = sourceLine(
		events.flatMap(({ chosen }) => chosen.around.teamImpacts.flatMap((impact) => sourcesOf(impact.source))),
		language
	);
	const table = rangesTable(rows, language, 'share');
	const without = events.filter(({ id }) => !rows.some((row) => row.id.startsWith(`${id}-`))).map(({ title }) => title);
	return {
		...figureFrame('roles', place, { versions: [], sources, dataDate: place.dataDate }, language),
		title: t('compare.roles-title', { teams: rows.length, events: events.length - without.length }),
		subtitle: t('compare.roles-subtitle'),
		summary: t('compare.roles-summary', { teams: rows.length }),
		notes: [
			t('compare.note-ranges'),
			t('compare.note-roles'),
			...(without.length > 0 ? [t('compare.roles-without', { events: without.join('; ') })] : [])
		],
		table
	};
}
