import type { Figure } from '#lib/charts/figure.ts';
import type { RangeDatum } from '#lib/charts/ranges/ranges-layout.ts';
import { rangesTable } from '#lib/charts/ranges/ranges-table.ts';
import { DEFAULT_ROLE_FAMILIES, DEFAULT_ROLE_RULES } from '#lib/roles/default-role-families.ts';
import { roleFamilyOf } from '#lib/roles/role-rules.ts';
import type { Language } from '#lib/messages/language.ts';
import { figureFrame, type FigurePlace } from '../figure-frame.ts';
import { sourceLine, sourcesOf } from '../sources.ts';
import type { CaseTeamImpact } from '../library/[case]/case-rows.ts';
import { teamShares } from '../library/[case]/team-impacts-figure.ts';
import { shortName } from './compare-figures.ts';
import type { ComparedEvent } from './compared-events.ts';

const RULES = { families: DEFAULT_ROLE_FAMILIES, rules: DEFAULT_ROLE_RULES };
const isWhole = (team: string) => /^(?:company|contractors$|site:|country:)/.test(team);

/** A team, with the role family it is, where a roster says so, and the names that family has. */
export type TeamOfEvent = CaseTeamImpact & { family?: string; names?: { en: string; fr: string } };

interface RoleShare {
	/** Index of the role family in its list; beyond its end for teams that belong to none. */
	order: number;
	row: RangeDatum;
}

/** Published losses of teams side by side, role family by role family in the order of the families. */
export function roleRows(events: ComparedEvent[], language: Language): RangeDatum[] {
	const isAlone = ({ chosen: { event } }: ComparedEvent) =>
		events.filter(({ chosen }) => chosen.event.organisation === event.organisation).length === 1;
	const shares = events.flatMap((event) =>
		teamShares(event.chosen.around.teamImpacts)
			.filter(({ team }) => !isWhole(team))
			.map(({ id: own, low, best, high, decimals, impact }): RoleShare => {
				const { name, order } = roleOf(impact, language);
				return {
					order,
					row: {
						id: `${event.id}-${own}`,
						label: `${name} · ${isAlone(event) ? event.chosen.event.organisation : shortName(event, language)}`,
						note: noteOf(impact, language),
						...{ low, best, high, decimals }
					}
				};
			})
	);
	return shares.sort((a, b) => a.order - b.order).map(({ row }) => row);
}

/** The family a team belongs to: the one its roster puts it in, else the one that fits its name. */
function roleOf({ team, family: given, names }: TeamOfEvent, { t, locale }: Language): { name: string; order: number } {
	const id = given ?? roleFamilyOf(RULES, team, team);
	const found = RULES.families.findIndex((family) => family.id === id);
	const family = RULES.families[found];
	const name = names?.[locale] ?? family?.[locale === 'fr' ? 'nameFr' : 'nameEn'];
	return { name: name ?? t('compare.role-none'), order: family ? found : RULES.families.length };
}

/** The words of the source with the status; of a team counted from a roster the counts themselves. */
function noteOf({ team, names, family, figureStatus, cut, before }: TeamOfEvent, { t, format }: Language): string {
	if (family !== undefined)
		return t('compare.roles-own', { left: format.number(cut.best), people: format.number(before.best) });
	const status = figureStatus === null ? '' : t(`figures.state.${figureStatus}`);
	return [names ? '' : team, status].filter(Boolean).join(', ');
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
			...(events.some(({ chosen }) => chosen.around.teamImpacts.some(({ family }) => family !== undefined))
				? [t('compare.note-roles-own')]
				: []),
			...(without.length > 0 ? [t('compare.roles-without', { events: without.join(t('charts.between')) })] : [])
		],
		table
	};
}
