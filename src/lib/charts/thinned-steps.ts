/** One percentage point: less than three pixels of a drawing that is 280 high. */
const LEAST_MOVE = 0.01;

/**
 * The steps of a curve that are drawn and listed: the first, the last, each at which it has moved by at least `least`
 * since the one kept before, and each that `isKept` asks for. What is kept stands unchanged, so a curve through it is
 * never further than `least` from the whole one.
 */
export function thinnedSteps<Step>(
	steps: readonly Step[],
	shareOf: (step: Step) => number,
	{ least = LEAST_MOVE, isKept = () => false }: { least?: number; isKept?: (step: Step, before: Step) => boolean } = {}
): Step[] {
	const kept: Step[] = [];
	for (const [index, step] of steps.entries()) {
		const last = kept.at(-1);
		const isEnd = last === undefined || index === steps.length - 1;
		if (isEnd || Math.abs(shareOf(step) - shareOf(last)) >= least || isKept(step, last)) kept.push(step);
	}
	return kept;
}
