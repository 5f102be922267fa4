import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knowledgeRetained } from './knowledge-retained.ts';

const three = [
	{ tenureYears: 1, hasStayed: true },
	{ tenureYears: 4, hasStayed: true },
	{ tenureYears: 10, hasStayed: false }
];

test('of 1, 4 and 10 years the one of 10 leaves: 2/3 by headcount, 5/10 capped at 5, 5/15 uncapped', () => {
	expect(knowledgeRetained(three, { kind: 'headcount' })).toBeCloseTo(2 / 3, 14);
	expect(knowledgeRetained(three)).toBeCloseTo(0.5, 14);
	expect(knowledgeRetained(three, { kind: 'capped', capYears: 10 })).toBeCloseTo(1 / 3, 14);
});

test('with tau 2 years the weights are 0.393469, 0.864665 and 0.993262: 0.558791 is retained', () => {
	// 1 - exp(-1/2), 1 - exp(-2), 1 - exp(-5); 1.258134 / 2.251396.
	expect(knowledgeRetained(three, { kind: 'saturating', tauYears: 2 })).toBeCloseTo(1.258134 / 2.251396, 6);
});

test('an empty base, or one without tenure, has no index', () => {
	expect(knowledgeRetained([])).toBeNull();
	expect(knowledgeRetained([{ tenureYears: 0, hasStayed: true }])).toBeNull();
});

const member = fc.record({ tenureYears: fc.double({ min: 0.01, max: 40, noNaN: true }), hasStayed: fc.boolean() });
const weight = fc.oneof(
	fc.constant({ kind: 'headcount' as const }),
	fc.record({ kind: fc.constant('capped' as const), capYears: fc.double({ min: 0.5, max: 50, noNaN: true }) }),
	fc.record({ kind: fc.constant('saturating' as const), tauYears: fc.double({ min: 0.5, max: 20, noNaN: true }) })
);

test('what is kept and what left add up to 1, whatever the weight', () => {
	fc.assert(
		fc.property(fc.array(member, { minLength: 1, maxLength: 30 }), weight, (base, by) => {
			const others = base.map((each) => ({ ...each, hasStayed: !each.hasStayed }));
			expect(knowledgeRetained(base, by)! + knowledgeRetained(others, by)!).toBeCloseTo(1, 10);
		})
	);
});

test('with equal tenure, and with a cap below everybody, every weight is the share of heads', () => {
	fc.assert(
		fc.property(fc.array(member, { minLength: 1, maxLength: 30 }), weight, (base, by) => {
			const heads = base.filter((each) => each.hasStayed).length / base.length;
			const equal = base.map((each) => ({ ...each, tenureYears: 3 }));
			expect(knowledgeRetained(equal, by)).toBeCloseTo(heads, 10);
			expect(knowledgeRetained(base, { kind: 'capped', capYears: 0.01 })).toBeCloseTo(heads, 10);
		})
	);
});
