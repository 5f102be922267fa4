import { oddsFactor, type ScenarioQuery } from './what-if-query.ts';

/** What somebody assumed beside the terms: roles exempt, and a factor on the odds for each term. */
export const ASSUMPTIONS = ['exempt', 'severance', 'deadline', 'rounds'] as const;
export type Assumption = (typeof ASSUMPTIONS)[number];

/** The assumptions that change something. */
export function assumed({ exempt, factors, rounds }: ScenarioQuery): Assumption[] {
	const isEntered: Record<Assumption, boolean> = {
		exempt: exempt.length > 0,
		severance: factors.severance !== 1,
		deadline: factors.deadline !== 1,
		rounds: rounds > 0 && factors.round !== 1
	};
	return ASSUMPTIONS.filter((each) => isEntered[each]);
}

/** The same scenario with one of its assumptions, or with none: who is exempt and what the odds are multiplied by. */
export function withOnly(
	{ exempt, factors, rounds }: ScenarioQuery,
	kept: Assumption | null
): { exempt: string[]; oddsFactor: number } {
	const only = (each: Assumption, factor: number) => (kept === each ? factor : 1);
	return {
		exempt: kept === 'exempt' ? exempt : [],
		oddsFactor: oddsFactor({
			factors: {
				severance: only('severance', factors.severance),
				deadline: only('deadline', factors.deadline),
				round: only('rounds', factors.round)
			},
			rounds
		})
	};
}
