import { recordAudit } from './audit.ts';
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
/** Counts for researchers are multiples of five, so their threshold is one too. */
export const RESEARCH_STEP = 5;

/** The thresholds of an organisation. */
export async function readThresholds(tx: Transaction, scope: Scope): Promise<Thresholds> {
	const [{ executive, research }] = await tx<Thresholds[]>`
		select executive_threshold as executive, research_threshold as research
		from organisation where id = ${scope.organisation}`;
	return { executive, research };
}

/** Which of the numbers an organisation may not have. */
export function refusedThresholds({ executive, research }: Thresholds): (keyof Thresholds)[] {
	const isWithin = (number: number, least: number) =>
		Number.isInteger(number) && number >= least && number <= HIGHEST_THRESHOLD;
	return [
		...(isWithin(executive, DEFAULT_THRESHOLDS.executive) ? [] : (['executive'] as const)),
		...(isWithin(research, DEFAULT_THRESHOLDS.research) && research % RESEARCH_STEP === 0
			? []
			: (['research'] as const))
	];
}

/** Sets the thresholds; the entry in the audit log makes every kept page be made anew. */
export async function saveThresholds(
	tx: Transaction,
	scope: Scope,
	{ executive, research }: Thresholds,
	requestId: string | null = null
): Promise<void> {
	await tx`update organisation set executive_threshold = ${executive}, research_threshold = ${research}
		where id = ${scope.organisation}`;
	await recordAudit(tx, scope, {
		action: 'organisation.thresholds-changed',
		details: { executive, researcher: research },
		requestId
	});
}
