export interface OnCallRules {
	/** People on call at the same time, e.g. primary and secondary. */
	rolesOnCall: number;
	/** Largest share of an engineer's time on call, 0 to 1. */
	maxShare: number;
	/** Fewest engineers a site needs whatever the rota. */
	criticalMass: number;
}

export interface OnCallSite {
	engineers: number;
	/** Share of an engineer's time on call; null without engineers. */
	share: number | null;
	minimum: number;
	isEnough: boolean;
}

// A quotient that a rounding error lifts above a whole number is that number.
const ROUNDING = 1e-12;

/**
 * Whether every site has enough engineers for a rota, by the rule of thumb of Google's SRE book.
 *
 * Sites share the day evenly. One company's practice: the rules are defaults to be edited, and the name of the rule
 * belongs beside the answer. The number of incidents a shift must be looked at as well.
 *
 * @param engineers people who take part, by site
 * @param rules defaults: 2 on call, at most 25 % of the time, critical mass 8 on one site, 6 on each of several
 * @returns sites in the order given; without any site a rota is not viable
 * @see Beyer et al. (2016), Site Reliability Engineering, O'Reilly, ch. 11 "Being On-Call"
 * @example one site of 8: on call 25 % of the time, viable; two sites of 6: 16.7 %, viable
 */
export function onCallViability(
	engineers: readonly number[],
	rules: Partial<OnCallRules> = {}
): { isViable: boolean; sites: OnCallSite[] } {
	const { rolesOnCall = 2, maxShare = 0.25, criticalMass = engineers.length > 1 ? 6 : 8 } = rules;
	const rolesHere = rolesOnCall / engineers.length;
	const sites = engineers.map((people) => {
		const minimum = Math.max(Math.ceil(rolesHere / maxShare - ROUNDING), criticalMass);
		return { engineers: people, share: people === 0 ? null : rolesHere / people, minimum, isEnough: people >= minimum };
	});
	return { isViable: sites.length > 0 && sites.every((site) => site.isEnough), sites };
}
