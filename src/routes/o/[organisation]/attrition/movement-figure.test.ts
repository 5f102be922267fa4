import { describe, expect, test } from 'vitest';
import { waterfallLayout } from '#lib/charts/waterfall/waterfall-layout.ts';
import type { AttritionRow } from '#lib/metrics/registry-staff.server.ts';
import { serverLanguage } from '../../../language.server.ts';
import { movementSteps } from './movement-figure.ts';

const NONE = {
	...{ voluntary: 0, involuntary: 0, retirement: 0, death: 0, 'end-of-contract': 0 },
	...{ 'ultimatum-declined': 0, 'ultimatum-offer-accepted': 0, 'ultimatum-silent': 0, unknown: 0 }
};
type Types = AttritionRow['types'];
const row = (types: Partial<Types>, separations: number, closing: number, moves = [0, 0]) =>
	({
		types: { ...NONE, ...types },
		separations,
		transfersIn: moves[0],
		transfersOut: moves[1],
		movement: { opening: 100, hires: 10, closing }
	}) as AttritionRow & { movement: NonNullable<AttritionRow['movement']> };
const window = { from: '2024-01-01', to: '2024-12-31', fold: 'separate' } as const;
const english = serverLanguage('en');
const told = (steps: ReturnType<typeof movementSteps>) => steps.map((step) => `${step.id} ${step.count}`);

describe('100 people and a year', () => {
	test('10 hired, 8 quit, 20 declined: 82, the most frequent reason first', () => {
		const steps = movementSteps(row({ voluntary: 8, 'ultimatum-declined': 20 }, 28, 82), window, english);
		expect(told(steps)).toEqual(['opening 100', 'hires 10', 'ultimatum-declined -20', 'voluntary -8', 'closing 82']);
		expect(() => waterfallLayout(steps, 680)).not.toThrow();
	});

	test('folded into involuntary the 20 and 3 silent stand with the 5 let go: 28', () => {
		const types = { involuntary: 5, 'ultimatum-declined': 20, 'ultimatum-silent': 3 };
		const steps = movementSteps(row(types, 28, 82), { ...window, fold: 'involuntary' }, english);
		expect(told(steps)).toContain('involuntary -28');
	});

	test('two hidden reasons stand together as the 9 exits that are left, and the sum still holds', () => {
		const types = { voluntary: 12, retirement: null, death: null };
		const steps = movementSteps(row(types, 21, 89), window, english);
		expect(told(steps)).toEqual(['opening 100', 'hires 10', 'voluntary -12', 'hidden -9', 'closing 89']);
		expect(() => waterfallLayout(steps, 680)).not.toThrow();
	});

	test('of one role the moves between roles stand beside: 4 in, 2 out', () => {
		const steps = movementSteps(row({ voluntary: 12 }, 12, 100, [4, 2]), window, english);
		expect(told(steps)).toEqual(['opening 100', 'hires 10', 'in 4', 'voluntary -12', 'out -2', 'closing 100']);
		expect(() => waterfallLayout(steps, 680)).not.toThrow();
	});
});
