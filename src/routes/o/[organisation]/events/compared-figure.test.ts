import { expect, test } from 'vitest';
import type { SurvivalCurve } from '#lib/charts/survival/survival-layout.ts';
import { serverLanguage } from '../../../language.server.ts';
import { reachText } from './compared-figure.ts';

const curve = (group: string, until: number, shares: [time: number, share: number][]): SurvivalCurve => ({
	...{ group, until, censored: [], risk: [] },
	steps: shares.map(([time, share]) => ({ time, share, lower: null, upper: null, atRisk: 100 }))
});

test('of 3 events all reach day 70 and one day 140; on day 70 from 30.0% to 89.0% are still there', () => {
	const first = [[0, 1] as [number, number], [70, 0.3] as [number, number]];
	const curves = [
		curve('a', 70, first),
		curve('b', 70, [
			[0, 1],
			[63, 0.6]
		]),
		curve('c', 140, [
			[0, 1],
			[70, 0.89],
			[140, 0.5]
		])
	];
	expect(reachText(curves, 70, serverLanguage('en'))).toBe(
		'From 30.0% to 89.0% on day 70. Events with data: 3 up to day 70, 1 up to day 140.'
	);
});
