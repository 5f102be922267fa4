import type { RangeDatum, RangeUnit } from '#lib/charts/ranges/ranges-layout.ts';
import type { TimelineItem } from '#lib/charts/timeline/timeline-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import { publishedHeadcounts } from './case-headcount-figure.ts';
import type { CaseData, CaseHeadcount, CaseTeamImpact } from './case-rows.ts';
import type { TitleOf } from './case-story.ts';
import { teamShares } from './team-impacts-figure.ts';
import { timelineEntries } from './timeline-figure.ts';

/** The properties of the charts of a case page, by figure. */
export interface CaseCharts {
	timeline: { items: TimelineItem[] };
	headcounts: { rows: RangeDatum[] };
	teams: { rows: RangeDatum[]; unit: RangeUnit };
}

export function caseCharts(data: CaseData, titleOf: TitleOf, language: Language): CaseCharts {
	return {
		timeline: { items: timelineItems(data, titleOf, language) },
		headcounts: {
			rows: publishedHeadcounts(data.headcounts).map((point, index) => headcountRange(point, index, language))
		},
		teams: teamsChart(data.teamImpacts, language)
	};
}

export function timelineItems(data: CaseData, titleOf: TitleOf, language: Language): TimelineItem[] {
	return timelineEntries(data, titleOf, language).map(({ id, lane, label, date, end }) => ({
		id,
		lane,
		title: label,
		date,
		endDate: end
	}));
}

function headcountRange(point: CaseHeadcount, index: number, { t, format }: Language): RangeDatum {
	const status = point.figureStatus === null ? null : t(`figures.state.${point.figureStatus}`);
	const { low, best, high } = point.headcount;
	return {
		id: `headcount-${index}`,
		label: [format.partialDate(point.reportedFor), point.kind].filter(Boolean).join(', '),
		note: [status, point.reportedBy].filter(Boolean).join(', '),
		low,
		best,
		high
	};
}

/** The shares that left; where no size of a team is published, the counts of those who did. */
function teamsChart(impacts: CaseTeamImpact[], language: Language): CaseCharts['teams'] {
	const shares = teamRanges(impacts, language);
	if (shares.length > 0) return { rows: shares, unit: 'share' };
	const rows = impacts.map(({ team, cut: { low, best, high }, figureStatus, basis }, index) => {
		const status = figureStatus === null ? null : language.t(`figures.state.${figureStatus}`);
		return {
			id: `team-${index}`,
			label: team,
			note: [status, basis].filter(Boolean).join(', '),
			...{ low, best, high }
		};
	});
	return { rows, unit: 'people' };
}

function teamRanges(impacts: CaseTeamImpact[], { t }: Language): RangeDatum[] {
	return teamShares(impacts).map(({ id, team, low, best, high, decimals, impact }) => {
		const status = impact.figureStatus === null ? null : t(`figures.state.${impact.figureStatus}`);
		return {
			id,
			label: team,
			note: [status, impact.basis].filter(Boolean).join(', '),
			...{ low, best, high, decimals }
		};
	});
}
