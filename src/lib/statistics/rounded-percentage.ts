/** Shares, from 0 to 1, that round to a percentage printed with so many decimals. */
export interface RoundedShare {
	low: number;
	high: number;
}

/**
 * The shares a printed percentage may stand for: half a unit of its last decimal to either side, clipped to 0 to 1.
 *
 * @param percent e.g. 8.4
 * @param decimals decimals printed, 0 or more
 * @see METHODS 6.2
 * @example 8.4 with 1 decimal: 0.0835 to 0.0845
 */
export function roundedShare(percent: number, decimals: number): RoundedShare {
	const { low, high, unit } = halfUnits(percent, decimals);
	return { low: Math.max(0, low / unit), high: Math.min(1, high / unit) };
}

/**
 * The counts that a printed percentage of a known base may stand for; null where no whole number fits.
 *
 * @example 8.4 percent, 1 decimal, of 1893: 159 (0.0835 x 1893 = 158.07 to 0.0845 x 1893 = 159.96)
 */
export function countOfBase(percent: number, decimals: number, base: number): { low: number; high: number } | null {
	const { low, high, unit } = halfUnits(percent, decimals);
	return wholeNumbers(Math.ceil((Math.max(0, low) * base) / unit), Math.floor((Math.min(unit, high) * base) / unit));
}

/**
 * The bases of which a known count may be a printed percentage; `high` Infinity where the share may be 0, null where no
 * whole number fits.
 *
 * @example 159 people, 8.4 percent with 1 decimal: a base of 1882 to 1904
 */
export function baseOfCount(percent: number, decimals: number, count: number): { low: number; high: number } | null {
	const { low, high, unit } = halfUnits(percent, decimals);
	if (high <= 0) return null;
	const most = low <= 0 ? Infinity : Math.floor((count * unit) / low);
	return wholeNumbers(Math.ceil((count * unit) / Math.min(unit, high)), most);
}

/** The bounds in whole half units of the last decimal, so that ceilings and floors are exact. 8.4 is 167 to 169 of 2000. */
function halfUnits(percent: number, decimals: number): { low: number; high: number; unit: number } {
	const scale = 10 ** decimals;
	const middle = 2 * Math.round(percent * scale);
	return { low: middle - 1, high: middle + 1, unit: 200 * scale };
}

function wholeNumbers(low: number, high: number): { low: number; high: number } | null {
	return low > high ? null : { low, high };
}
