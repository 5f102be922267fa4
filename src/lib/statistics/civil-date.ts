/** Days since 1970-01-01 of a civil date 'YYYY-MM-DD' (proleptic Gregorian). '1970-01-02' is 1. */
export function dayNumber(date: string): number {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
	const time = match ? Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) : NaN;
	const day = time / 86_400_000;
	if (!match || civilDate(day) !== date) throw new Error(`"${date}" is not a civil date of the form YYYY-MM-DD.`);
	return day;
}

/** The civil date 'YYYY-MM-DD' of a day number. 1 is '1970-01-02'. */
export function civilDate(day: number): string {
	return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
