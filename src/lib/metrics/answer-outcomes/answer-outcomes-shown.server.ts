import { totalsOnly } from '#lib/server/disclosure/shown-before.ts';
import type { FigureTables } from '#lib/server/shown-figures.ts';
import { answersFigure } from '../answers-figure.ts';
import type { Result } from '../metric.ts';
import { GIVEN_ANSWERS } from './answer-outcomes.ts';
import type { AnswerOutcomeRow, AnswerOutcomeSummary } from './answer-outcomes.ts';

/** Answers by outcome; their totals are those of the answers. Nothing of a table that is withheld. */
export function answerOutcomeTables({ summary }: Result<AnswerOutcomeRow, AnswerOutcomeSummary>): FigureTables {
	const { total, unmatched, eventId } = summary;
	const byAnswer = (of: 'people' | 'left' | 'stayed') =>
		Object.fromEntries(GIVEN_ANSWERS.map((answer) => [answer, total.answers[answer][of]]));
	const totals = byAnswer('people');
	const answers = {
		total: totalsOnly(totals),
		outcomes: { totals, rows: { left: byAnswer('left'), stayed: byAnswer('stayed') } }
	};
	return {
		figure: answersFigure(eventId),
		parts: { unmatched: totalsOnly({ unmatched }), ...(total.asked === null ? {} : answers) }
	};
}
