import { expect, test } from 'vitest';
import { compare, spread } from './bench/rotation.ts';

test('the spread of 3, 1, 10 and 2 is 1, 2.5, 10', () => {
	expect(spread([3, 1, 10, 2])).toEqual({ minimum: 1, median: 2.5, maximum: 10 });
});

test('ratios are taken inside each round: 2/4 and 9/3 give 0.5 to 3, and the order turns with the rounds', async () => {
	const order: string[] = [];
	const contestant = (name: string, times: number[]) => ({
		name,
		run: () => {
			order.push(name);
			return Promise.resolve(times.shift()!);
		}
	});
	const result = await compare('t', 2, [contestant('own', [2, 9]), contestant('peer', [4, 3])]);
	expect(result.ratios).toEqual([{ name: 'peer', spread: { minimum: 0.5, median: 1.75, maximum: 3 } }]);
	expect(order).toEqual(['own', 'peer', 'peer', 'own']);
});

test('with an anchor, the time of each contestant is divided by that of the anchor in the same round', async () => {
	const contestant = (name: string, times: number[]) => ({ name, run: () => Promise.resolve(times.shift()!) });
	const contestants = [contestant('own', [2, 9]), contestant('anchor', [4, 3]), contestant('peer', [8, 12])];
	const { anchored } = await compare('t', 2, contestants, undefined, 'anchor');
	expect(anchored).toEqual({
		anchor: 'anchor',
		ratios: [
			{ name: 'own', spread: { minimum: 0.5, median: 1.75, maximum: 3 } },
			{ name: 'anchor', spread: { minimum: 1, median: 1, maximum: 1 } },
			{ name: 'peer', spread: { minimum: 2, median: 3, maximum: 4 } }
		]
	});
});
