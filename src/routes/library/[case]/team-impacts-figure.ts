import type { Figure, FigureCell } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { column, englishCell, figureFrame, textCell, type FigurePlace } from '../../figure-frame.ts';
import { sourceLine, sourcesOf } from '../../sources.ts';
import type { CaseTeamImpact } from './case-rows.ts';

/** The share of a team that left: what the published figures allow it to have been. */
export interface TeamShare<Impact = CaseTeamImpact> {
	id: string;
	team: string;
	low: number;
	best: number | null;
	high: number;
	/** Decimals of the per cent it is known to. */
	decimals: number;
	impact: Impact;
}

/**
 * The share of each team that left, as a range. Counts come first: cut / before, or 1 − after / before; a rounded
 * percentage P stands for [P − 0.5, P + 0.5] (METHODS 6.2), 0 % and 100 % being cut at the ends.
 */
export function teamShares<Impact extends CaseTeamImpact>(impacts: Impact[]): TeamShare<Impact>[] {
	return impacts
		.flatMap((impact, index) => {
			const range = fromCounts(impact) ?? fromPercent(impact.cutPercent) ?? fromAfter(impact);
			return range === null ? [] : [{ id: `team-${index}`, team: impact.team, impact, ...range }];
		})
		.sort((a, b) => (b.best ?? b.high) - (a.best ?? a.high) || (a.team < b.team ? -1 : 1));
}

type Range = Pick<TeamShare, 'low' | 'best' | 'high' | 'decimals'>;

function fromCounts({ before, cut }: CaseTeamImpact): Range | null {
	const [least, most] = [before.low ?? before.best, before.high ?? before.best];
	const [fewest, mostCut] = [cut.low ?? cut.best, cut.high ?? cut.best];
	if (!least || !most || fewest === null) return null;
	const high = Math.min(1, (mostCut ?? least) / least);
	const best = cut.best !== null && before.best ? cut.best / before.best : null;
	return { low: fewest / most, best, high, decimals: most < 100 ? 0 : 1 };
}

function fromPercent(text: string | null): Range | null {
	if (text === null || !/^\d[\d.]{0,6}$/.test(text) || Number.isNaN(Number(text))) return null;
	const decimals = text.split('.')[1]?.length ?? 0;
	const share = Number(text) / 100;
	if (share === 1) return { low: 1, best: 1, high: 1, decimals: 0 };
	const half = 0.005 * 10 ** -decimals;
	return { low: Math.max(0, share - half), best: share, high: Math.min(1, share + half), decimals: decimals + 1 };
}

/** Nobody left in a team is all of it, whatever its size was. */
function fromAfter({ after }: CaseTeamImpact): Range | null {
	return after.best === 0 && (after.high ?? 0) === 0 ? { low: 1, best: 1, high: 1, decimals: 0 } : null;
}

export function teamImpactsFigure(impacts: CaseTeamImpact[], place: FigurePlace, language: Language): Figure {
	const { t } = language;
	const shares = teamShares(impacts);
	const drawn = new Set(shares.map((share) => share.impact));
	const rest = impacts.filter((impact) => !drawn.has(impact));
	const sources = sourceLine(
		impacts.flatMap((impact) => sourcesOf(impact.source)),
		language
	);
	return {
		...figureFrame('teams', place, { versions: [], sources, dataDate: place.dataDate }, language),
		title: teamsTitle(shares, language),
		subtitle: t(shares.length === 0 ? 'figures.teams.subtitle-counts' : 'figures.teams.subtitle'),
		summary: teamsSummary(shares, rest.length, language),
		notes: [
			t('figures.teams.note-range'),
			...(rest.length > 0 && shares.length > 0
				? [t('figures.teams.note-without', { teams: rest.map((impact) => impact.team).join(t('charts.between')) })]
				: [])
		],
		table: teamsTable(impacts, shares, language)
	};
}

function teamsSummary(shares: TeamShare[], rest: number, { t, format }: Language): string {
	if (shares.length === 0) return t('figures.teams.summary-counts', { teams: rest });
	return t('figures.teams.summary', {
		drawn: shares.length,
		rest,
		low: format.percent(Math.min(...shares.map((share) => share.low))),
		high: format.percent(Math.max(...shares.map((share) => share.high)))
	});
}

/** Names the team with the largest share among those whose size before and whose cut are both published. */
function teamsTitle(shares: TeamShare[], { t, format }: Language): string {
	const counted = shares.find(({ impact }) => impact.before.best !== null && impact.cut.best !== null);
	if (!counted) return t(shares.length === 0 ? 'figures.teams.title-counts' : 'figures.teams.title-none');
	const { before, cut } = counted.impact;
	return t('figures.teams.title', {
		team: counted.team,
		percent: format.percent(counted.best, before.best ?? undefined),
		cut: format.number(cut.best),
		before: format.number(before.best)
	});
}

function teamsTable(impacts: CaseTeamImpact[], shares: TeamShare[], language: Language): Figure['table'] {
	const ends = ['before', 'after', 'cut', 'percent', 'low', 'high'];
	const ids = ['team', 'date', 'before', 'after', 'cut', 'percent', 'low', 'high', 'status', 'basis', 'source'];
	const byImpact = new Map(shares.map((share) => [share.impact, share]));
	const rest = impacts.filter((impact) => !byImpact.has(impact));
	return {
		columns: ids.map((id) => column(id, language.t(`figures.teams.column-${id}`), ends.includes(id) ? 'end' : 'start')),
		rows: [...shares.map((share) => share.impact), ...rest].map((impact) =>
			teamCells(impact, byImpact.get(impact), language)
		)
	};
}

function teamCells(impact: CaseTeamImpact, share: TeamShare | undefined, { t, format }: Language): FigureCell[] {
	const count = ({ low, best, high, text }: CaseTeamImpact['before']) => ({
		text: best === null && low === null && high === null ? text || '–' : format.estimate(low, best, high),
		value: best
	});
	const part = (value: number | null | undefined) => ({
		text: format.shareEstimate(null, value ?? null, null, share?.decimals ?? 0),
		value: value ?? null
	});
	return [
		englishCell(impact.team),
		{ text: format.partialDate(impact.measuredOn), value: impact.measuredOn },
		count(impact.before),
		count(impact.after),
		count(impact.cut),
		part(share?.best),
		part(share?.low),
		part(share?.high),
		textCell(impact.figureStatus === null ? null : t(`figures.state.${impact.figureStatus}`)),
		englishCell([impact.basis, impact.note].filter(Boolean).join('; ')),
		textCell(
			sourcesOf(impact.source)
				.map((source) => source.text)
				.join('; ')
		)
	];
}
