/** Where an import stood at one moment (milliseconds). */
export interface Sighting {
	stage: string;
	done: number;
	total: number;
	/** Imports ahead of one that waits for its turn. */
	waitsFor?: number | null;
	at: number;
}

const ENOUGH_MS = 2000;

/** Count per second and seconds left over what was seen of one stage; null where it is too little to tell. */
export function pace(seen: readonly Sighting[]): { rate: number | null; secondsLeft: number | null } {
	const [first, last] = [seen[0], seen.at(-1)];
	if (!first || !last || last.at - first.at < ENOUGH_MS || last.done <= first.done)
		return { rate: null, secondsLeft: null };
	const rate = ((last.done - first.done) * 1000) / (last.at - first.at);
	return { rate: Math.round(rate), secondsLeft: last.total > last.done ? (last.total - last.done) / rate : null };
}
