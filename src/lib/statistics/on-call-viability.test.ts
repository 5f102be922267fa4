import { expect, test } from 'vitest';
import { onCallViability } from './on-call-viability.ts';

test('one site, two on call, 25 %: eight engineers are the minimum (SRE book, ch. 11)', () => {
	expect(onCallViability([8])).toEqual({
		isViable: true,
		sites: [{ engineers: 8, share: 0.25, minimum: 8, isEnough: true }]
	});
	expect(onCallViability([7]).isViable).toBe(false);
});

test('eight are the rota of the rule itself, not only the critical mass: with none it is still 2 / 0.25', () => {
	expect(onCallViability([8], { criticalMass: 0 }).sites[0].minimum).toBe(8);
});

test('two sites of six: 16.7 % of the time each; one site of five is not enough', () => {
	const { isViable, sites } = onCallViability([6, 6]);
	expect(isViable).toBe(true);
	for (const site of sites) {
		expect(site.share).toBeCloseTo(1 / 6, 14);
		expect(site.minimum).toBe(6);
	}
	expect(onCallViability([9, 5])).toMatchObject({ isViable: false, sites: [{ isEnough: true }, { isEnough: false }] });
});

test('three sites that follow the sun keep six each', () => {
	expect(onCallViability([6, 6, 6]).sites.map((site) => site.minimum)).toEqual([6, 6, 6]);
});

test('at most 10 % on call: 20 engineers; a rounding error does not ask for one more', () => {
	expect(onCallViability([20], { maxShare: 0.1 }).sites[0]).toMatchObject({ minimum: 20, isEnough: true });
	// 3 * 0.1 ends in ...004 as a double, and so does its quotient with 0.1.
	expect(onCallViability([3], { rolesOnCall: 3 * 0.1, maxShare: 0.1, criticalMass: 0 }).sites[0].minimum).toBe(3);
});

test('nobody at a site: no share, not viable; no site: not viable', () => {
	expect(onCallViability([0])).toEqual({
		isViable: false,
		sites: [{ engineers: 0, share: null, minimum: 8, isEnough: false }]
	});
	expect(onCallViability([])).toEqual({ isViable: false, sites: [] });
});
