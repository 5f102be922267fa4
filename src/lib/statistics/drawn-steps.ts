/**
 * Which steps of a curve to hand out: all where they are few; else the last of each of `most` equal stretches of time,
 * so that no step is drawn later than such a stretch.
 *
 * @param times rising
 * @param isStep whether the curve falls at each of them
 * @returns indices into `times`
 * @example times 1, 2, 3, 4 with steps at all, most 2: the steps at 2 and 4
 */
export function drawnSteps(times: ArrayLike<number>, isStep: (index: number) => boolean, most = 200): number[] {
	const steps: number[] = [];
	for (let index = 0; index < times.length; index++) if (isStep(index)) steps.push(index);
	if (steps.length <= most) return steps;
	const start = times[steps[0]];
	const stretch = (times[steps[steps.length - 1]] - start + 1) / most;
	const placeOf = (index: number) => Math.floor((times[index] - start) / stretch);
	return steps.filter((index, at) => at === steps.length - 1 || placeOf(steps[at + 1]) !== placeOf(index));
}
