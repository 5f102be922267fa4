import type { Scope, Transaction } from './database.ts';

/** The smallest count of people that is shown: counts below it are hidden, with those that would give them away. */
export interface Thresholds {
	/** Of answers, reasons and tenure, for executives; zero may be seen. */
	executive: number;
	/** Of anything, for researchers; zero is hidden too. */
	research: number;
}

/** What METHODS 7.1 asks for; an organisation may ask for more, never for less. */
export const DEFAULT_THRESHOLDS: Thresholds = { executive: 5, research: 10 };
export const HIGHEST_THRESHOLD = 100;

/** The thresholds of an organisation. */
export async function readThresholds(tx: Transaction, scope: Scope): Promise<Thresholds> {
	const [row] = await tx<Thresholds[]>`
		select executive_threshold as executive, research_threshold as research
		from organisation where id = ${scope.organisation}`;
	return row ? { executive: row.executive, research: row.research } : DEFAULT_THRESHOLDS;
}
