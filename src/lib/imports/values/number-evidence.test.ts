import { expect, test } from 'vitest';
import { NumberEvidence } from './number-evidence.ts';

test('digits alone prove no decimal mark: 4 cells, one with zeros in front, sum to 1,246 and 1.5 beside them proves the point', () => {
	const evidence = new NumberEvidence();
	evidence.add('0000001', 1);
	evidence.add('415', 3);
	expect([evidence.count, evidence.integers, evidence.integerSum]).toEqual([4, 4, 1246]);
	expect(evidence.decide()).toMatchObject({ proofs: 0, isAsked: false });
	expect([evidence.isAbove(414, '.'), evidence.isAbove(414, ','), evidence.isAbove(415, '.')]).toEqual([
		true,
		true,
		false
	]);
	evidence.add('1.5', 1);
	expect(evidence.decide()).toMatchObject({ mark: '.', proofs: 1 });
});

test('16 digits are still read, and 15 digits count as one whole number', () => {
	const evidence = new NumberEvidence();
	evidence.add('999999999999999', 1);
	evidence.add('1234567890123456', 1);
	expect([evidence.count, evidence.integers]).toEqual([2, 2]);
	expect([evidence.isAbove(999_999_999_999_998, '.'), evidence.isAbove(1e15, '.')]).toEqual([true, false]);
});

test('100 percent in whole numbers is the scale of a hundred, 0 and 1 do not tell', () => {
	const hundred = new NumberEvidence();
	hundred.add('84', 1);
	expect(hundred.percentScale('.')).toBe('hundred');
	const open = new NumberEvidence();
	open.add('0', 1);
	open.add('1', 2);
	expect(open.percentScale('.')).toBeNull();
});
