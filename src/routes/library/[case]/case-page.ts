import type { Figure } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { localTimeToInstant } from '#lib/statistics/local-time-to-instant.ts';
import type { FigurePlace } from '../../figure-frame.ts';
import { caseHeadcountFigure } from './case-headcount-figure.ts';
import type { CaseData, CaseEvent } from './case-rows.ts';
import type { TitleOf } from './case-story.ts';
import { teamImpactsFigure } from './team-impacts-figure.ts';
import { timelineFigure } from './timeline-figure.ts';

export interface CaseFigures {
	timeline: Figure;
	headcounts: Figure;
	teams: Figure;
}

/** The figures of a case page, which its download addresses serve too. */
export function caseFigures(data: CaseData, titleOf: TitleOf, place: FigurePlace, language: Language): CaseFigures {
	return {
		timeline: timelineFigure(data, titleOf, place, language),
		headcounts: caseHeadcountFigure(data.headcounts, place, language),
		teams: teamImpactsFigure(data.teamImpacts, place, language)
	};
}

export interface ToldUltimatum {
	id: string;
	title: string;
	deadlineAt: string;
	timeZone: string;
	question: string | null;
	silenceRule: string | null;
	severanceMonths: number | null;
	affected: CaseEvent['affected'];
	base: CaseEvent['base'];
}

/** Events of a case that had a deadline, with the deadline as an instant. */
export function ultimatums(events: CaseEvent[], titleOf: TitleOf): ToldUltimatum[] {
	return events.flatMap((event) => {
		if (event.deadlineAtLocal === null || event.timeZone === null) return [];
		const { milliseconds } = localTimeToInstant(event.deadlineAtLocal, event.timeZone);
		return [
			{
				id: event.eventId,
				title: titleOf(event.eventId),
				deadlineAt: new Date(milliseconds).toISOString(),
				timeZone: event.timeZone,
				question: event.question,
				silenceRule: event.silenceRule,
				severanceMonths: event.severanceMonths,
				affected: event.affected,
				base: event.base
			}
		];
	});
}
