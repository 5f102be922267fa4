/** A two-by-two table by its margins: `group` of `total` people are in the group, `successes` of all have the property. */
export interface TableMargins {
	group: number;
	successes: number;
	total: number;
}

/** Probabilities of fewer than, exactly and more than a count. */
export interface HypergeometricParts {
	below: number;
	at: number;
	above: number;
}

/** The smallest and largest count the group can have, given the margins. */
export function hypergeometricSupport({ group, successes, total }: TableMargins): { low: number; high: number } {
	return { low: Math.max(0, group + successes - total), high: Math.min(group, successes) };
}

/**
 * Fisher's noncentral hypergeometric distribution of the group's count: probabilities below, at and above a count.
 *
 * With log odds ratio 0 the central one: successes fall on people at random. Terms are summed from the count (or the
 * mode) outward as ratios of neighbours, and only the distance between the two is a logarithm: so no large numbers
 * are subtracted, and tails down to 1e-300 keep their digits.
 *
 * @param at a count within the support
 * @param logOddsRatio natural logarithm of the odds ratio
 * @see Fisher (1935), JRSS 98, 39-54; Harkness (1965), Ann Math Stat 36, 938-945
 * @example group 4 of 8, 4 successes, at 3: below 53/70, at 16/70, above 1/70
 */
export function hypergeometricParts(margins: TableMargins, at: number, logOddsRatio = 0): HypergeometricParts {
	const walk = walkOf(margins, logOddsRatio);
	const whole = 1 + walk.up(walk.mode).sum + walk.down(walk.mode).sum;
	const point = Math.exp(walk.logFromMode(at)) / whole;
	// Towards the mode the terms rise: that side is what remains, and never small, since it holds the mode.
	const below = at > walk.mode ? 0 : point * walk.down(at).sum;
	const above = at < walk.mode ? 0 : point * walk.up(at).sum;
	if (at > walk.mode) return { below: 1 - point - above, at: point, above };
	if (at < walk.mode) return { below, at: point, above: 1 - point - below };
	return { below, at: point, above };
}

/** Mean of the same distribution. Group 4 of 8 with 4 successes and log odds ratio 0: 2. */
export function hypergeometricMean(margins: TableMargins, logOddsRatio: number): number {
	const walk = walkOf(margins, logOddsRatio);
	const up = walk.up(walk.mode);
	const down = walk.down(walk.mode);
	return walk.mode + (up.distance - down.distance) / (1 + up.sum + down.sum);
}

/** Sums of the terms on one side of a count, the term at the count being 1. */
interface Side {
	sum: number;
	/** Sum of the terms times their distance from the count. */
	distance: number;
}

function walkOf(margins: TableMargins, logOddsRatio: number) {
	const { low, high } = hypergeometricSupport(margins);
	const oddsRatio = Math.exp(logOddsRatio);
	const { group, successes, total } = margins;
	/** Probability of k by that of k - 1, apart from the odds ratio. */
	const step = (k: number) => ((group - k + 1) / k) * ((successes - k + 1) / (total - group - successes + k));
	const mode = modeOf(low, high, (k) => step(k) * oddsRatio >= 1);
	const side = (count: number, last: number, ratioTo: (k: number) => number): Side => {
		const direction = last >= count ? 1 : -1;
		let [term, sum, distance] = [1, 0, 0];
		for (let k = count + direction; (last - k) * direction >= 0; k += direction) {
			term *= ratioTo(k);
			sum += term;
			distance += term * Math.abs(k - count);
			if (term * Math.abs(k - count) < 1e-18 * distance) break;
		}
		return { sum, distance };
	};
	return {
		mode,
		up: (count: number) => side(count, high, (k) => step(k) * oddsRatio),
		down: (count: number) => side(count, low, (k) => 1 / (step(k + 1) * oddsRatio)),
		logFromMode: (count: number) => {
			let log = (count - mode) * logOddsRatio;
			for (let k = mode + 1; k <= count; k++) log += Math.log(step(k));
			for (let k = count + 1; k <= mode; k++) log -= Math.log(step(k));
			return log;
		}
	};
}

/** The largest count that is at least as likely as the one before it; `rises` holds up to the mode and not after it. */
function modeOf(low: number, high: number, rises: (k: number) => boolean): number {
	let [mode, limit] = [low, high + 1];
	while (limit - mode > 1) {
		const middle = Math.floor((mode + limit) / 2);
		if (rises(middle)) mode = middle;
		else limit = middle;
	}
	return mode;
}
