import type { Language } from '#lib/messages/language.ts';
import { oddsFactor, type ScenarioQuery } from './what-if-query.ts';

/** The terms of the scenario, and where the past event had others: what is not comparable by default. */
export function scenarioTerms(query: ScenarioQuery, language: Language): string[] {
	const { t, format } = language;
	if (query.isLayoff) return [];
	const { factors, history } = query;
	const number = (value: number) => format.number(value, 2);
	return [
		t('whatif.terms', {
			question: t(`whatif.question.${query.question}`),
			silence: t(`whatif.silence.${query.silence}`),
			months: number(query.severanceMonths),
			days: number(query.deadlineDays),
			rounds: query.rounds
		}),
		t('whatif.terms-not-simulated'),
		...(oddsFactor(query) === 1
			? []
			: [
					t('whatif.terms-factors', {
						severance: number(factors.severance),
						deadline: number(factors.deadline),
						round: number(factors.round),
						rounds: query.rounds,
						all: number(oddsFactor(query))
					})
				]),
		...(history === null ? [t('whatif.terms-no-history')] : historyTerms(query, language))
	];
}

function historyTerms({ history, isComparable, silence, severanceMonths }: ScenarioQuery, { t, format }: Language) {
	if (history === null) return [];
	if (!isComparable) return [t('whatif.terms-unticked', { title: history.title })];
	const isOtherRule = history.silenceRule !== null && history.silenceRule !== silence;
	const isOtherPay = history.severanceMonths !== null && history.severanceMonths !== severanceMonths;
	return [
		t('whatif.terms-ticked', { title: history.title }),
		...(isOtherRule ? [t('whatif.terms-other-rule', { rule: t(`whatif.silence.${history.silenceRule}`) })] : []),
		...(isOtherPay ? [t('whatif.terms-other-pay', { months: format.number(history.severanceMonths, 1) })] : [])
	];
}
