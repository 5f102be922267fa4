import type { SilenceRule } from '#lib/statistics/response-tally.ts';

export const GIVEN_ANSWERS = ['leave', 'silent', 'stay'] as const;
export type GivenAnswer = (typeof GIVEN_ANSWERS)[number];

/** Of the people who gave one answer: how many had left when the window ended. Counts are people; null where hidden. */
export interface AnswerOutcome {
	people: number | null;
	left: number | null;
	stayed: number | null;
}

/** What the people of one role answered, and who of them left. */
export interface AnswerOutcomeRow {
	/** Role family; '' for titles no rule places; null: everybody asked. */
	group: string | null;
	asked: number | null;
	answers: Record<GivenAnswer, AnswerOutcome>;
	isSuppressed: boolean;
}

export interface AnswerOutcomeSummary {
	eventId: string;
	title: string;
	silenceRule: SilenceRule;
	/** Civil dates, both inclusive: the people asked were employed on the first, and may have left up to the second. */
	populationOn: string;
	until: string;
	total: AnswerOutcomeRow;
	/** Counted as leaving under the rule for silence; null where the rule is undetermined or a count is hidden. */
	resolved: AnswerOutcome;
	/** Rows of answers by people who were not asked: they match nobody. */
	unmatched: number | null;
}
