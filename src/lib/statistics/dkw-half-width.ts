/**
 * Half width of the band around an empirical distribution that holds everywhere at once, as a share.
 *
 * @param n observations
 * @returns null where n is 0
 * @see Dvoretzky, Kiefer & Wolfowitz (1956), with the constant of Massart (1990), Ann Probab 18, 1269-1283
 * @example 100 observations at 95 %: sqrt(ln(40) / 200) = 0.1358102
 */
export function dkwHalfWidth(n: number, level = 0.95): number | null {
	return n === 0 ? null : Math.sqrt(Math.log(2 / (1 - level)) / (2 * n));
}
