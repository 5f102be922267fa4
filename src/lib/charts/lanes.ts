/** A stretch along an axis that must not lie over another. */
export interface Stretch {
	start: number;
	end: number;
}

/**
 * The lane of each stretch, in the order given: the first lane in which it touches nothing placed before.
 * null where all `most` lanes are taken.
 */
export function lanesOf(stretches: Stretch[], most: number, gap: number): (number | null)[] {
	const lanes: Stretch[][] = Array.from({ length: most }, () => []);
	return stretches.map((stretch) => {
		const lane = lanes.findIndex((taken) =>
			taken.every((other) => stretch.start >= other.end + gap || stretch.end + gap <= other.start)
		);
		if (lane < 0) return null;
		lanes[lane].push(stretch);
		return lane;
	});
}

/** Positions pushed apart to at least `gap`, keeping their order and staying above `lowest` where that is possible. */
export function spread(positions: number[], gap: number, lowest: number): number[] {
	const order = positions.map((_, index) => index).sort((a, b) => positions[a] - positions[b]);
	const result = [...positions];
	for (let at = 1; at < order.length; at++)
		result[order[at]] = Math.max(result[order[at]], result[order[at - 1]] + gap);
	for (let at = order.length - 1, limit = lowest; at >= 0; at--, limit = result[order[at + 1]] - gap)
		result[order[at]] = Math.min(result[order[at]], limit);
	return result;
}
