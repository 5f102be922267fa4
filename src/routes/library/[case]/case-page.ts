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
	/** Null where no headcount was published. */
	headcounts: Figure | null;
	/** Null where no team is named. */
	teams: Figure | null;
}

/** The figures of a case page, which its download addresses serve too. */
export function caseFigures(data: CaseData, titleOf: TitleOf, place: FigurePlace, language: Language): CaseFigures {
	return {
		timeline: timelineFigure(data, titleOf, place, language),
		headcounts: data.headcounts.length === 0 ? null : caseHeadcountFigure(data.headcounts, place, language),
		teams: data.teamImpacts.length === 0 ? null : teamImpactsFigure(data.teamImpacts, place, language)
	};
}

export interface ToldUltimatum {
	id: string;
	title: string;
	/** Instant of the deadline; null where no source gives its hour. */
	deadlineAt: string | null;
	/** Day of the deadline in its zone; null where no source gives it. */
	deadlineOn: string | null;
	timeZone: string | null;
	question: string | null;
	silenceRule: string | null;
	severanceMonths: number | null;
	affected: CaseEvent['affected'];
	base: CaseEvent['base'];
}

/** Events in which people were asked: those with a deadline or a rule for silence, with the deadline as an instant. */
export function ultimatums(events: CaseEvent[], titleOf: TitleOf): ToldUltimatum[] {
	return events.flatMap((event) => {
		if (event.deadlineAtLocal === null && event.silenceRule === null) return [];
		return [
			{
				id: event.eventId,
				title: titleOf(event.eventId),
				deadlineAt: instantOf(event),
				deadlineOn: event.deadlineAtLocal?.slice(0, 10) ?? null,
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

function instantOf({ deadlineAtLocal, timeZone }: CaseEvent): string | null {
	if (deadlineAtLocal === null || timeZone === null || !deadlineAtLocal.includes('T')) return null;
	return new Date(localTimeToInstant(deadlineAtLocal, timeZone).milliseconds).toISOString();
}
