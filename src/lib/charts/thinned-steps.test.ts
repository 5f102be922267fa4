import { expect, test } from 'vitest';
import { thinnedSteps } from './thinned-steps.ts';

const same = (value: number) => value;

test('of 1,001 steps from 1 to 0 those a point apart are kept: 101, the first and the last among them', () => {
	const steps = Array.from({ length: 1001 }, (_, index) => 1 - index / 1000);
	// Binary fractions: a move of 0.01 may come out a little smaller, and is then kept one later.
	const kept = thinnedSteps(steps, same, { least: 0.01 - 1e-9 });
	expect([kept.length, kept[0], kept.at(-1)]).toEqual([101, 1, 0]);
});

test('no step that was left out is a point or more away from the one kept before it', () => {
	const steps = Array.from({ length: 500 }, (_, index) => Math.exp(-index / 90));
	const kept = thinnedSteps(steps, same);
	for (const step of steps) expect(kept.findLast((each) => each >= step)! - step).toBeLessThan(0.01);
	expect(kept.length).toBeLessThan(steps.length);
});

test('a step that is asked for stays although it moves nothing: 9 at risk after 10', () => {
	const steps = [10, 10, 9, 9].map((atRisk, index) => ({ atRisk, share: 0.5 - index / 10_000 }));
	const isKept = (step: { atRisk: number }, before: { atRisk: number }) => step.atRisk < 10 && before.atRisk >= 10;
	expect(thinnedSteps(steps, ({ share }) => share, { isKept })).toEqual([steps[0], steps[2], steps[3]]);
});

test('one step or none stays as it is', () => {
	expect([thinnedSteps([0.3], same), thinnedSteps([], same)]).toEqual([[0.3], []]);
});
