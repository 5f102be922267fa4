import { DEFAULT_THRESHOLDS } from '../thresholds.ts';

/**
 * What is shown at a threshold, worked out step by step from the lowest one there is: each step is told what the one
 * before shows, and shows nothing beside it. So whoever remembers a figure from before the threshold was raised or
 * lowered knows nothing more by seeing it again.
 *
 * @param shownAt what may be shown at a threshold of what is shown at the next lower one; null at the lowest
 * @see METHODS 7.4
 */
export function throughThresholds<Shown>(
	threshold: number,
	shownAt: (threshold: number, within: Shown | null) => Shown
): Shown {
	let shown = shownAt(Math.min(threshold, DEFAULT_THRESHOLDS.executive), null);
	for (let next = DEFAULT_THRESHOLDS.executive + 1; next <= threshold; next++) shown = shownAt(next, shown);
	return shown;
}
