import { expect, test } from 'vitest';
import { responseTally } from './response-tally.ts';

test('asked 10, stay 5, leave 2, silent 3: 5 leave by one rule, 2 by another, 0.2 to 0.5 without a rule', () => {
	const counts = { asked: 10, stay: 5, leave: 2, silent: 3 };
	expect(responseTally(counts, 'resign')).toMatchObject({
		stayShare: 0.5,
		leaveShare: 0.2,
		silentShare: 0.3,
		resolvedLeavers: 5,
		resolvedShare: 0.5,
		bounds: null
	});
	expect(responseTally(counts, 'stay').resolvedLeavers).toBe(2);
	expect(responseTally(counts, 'undetermined')).toMatchObject({
		resolvedLeavers: null,
		resolvedInterval: null,
		bounds: { lower: 0.2, upper: 0.5 }
	});
});

test('nobody asked: counts 0, shares and interval undefined', () => {
	expect(responseTally({ asked: 0, stay: 0, leave: 0, silent: 0 }, 'resign')).toMatchObject({
		stayShare: null,
		resolvedLeavers: 0,
		resolvedShare: null,
		resolvedInterval: null
	});
});

test('what rests on a hidden count is undefined, what does not is not', () => {
	const hidden = responseTally({ asked: 10, stay: 5, leave: null, silent: null }, 'resign');
	expect(hidden).toMatchObject({
		stayShare: 0.5,
		leaveShare: null,
		silentShare: null,
		resolvedLeavers: 5,
		resolvedShare: 0.5
	});
	expect(responseTally({ asked: 10, stay: null, leave: null, silent: 3 }, 'resign').resolvedLeavers).toBeNull();
	expect(responseTally({ asked: 10, stay: 5, leave: null, silent: null }, 'undetermined').bounds).toBeNull();
});

test('with who said stay hidden, leavers by silence need both other counts', () => {
	const of = (leave: number | null, silent: number | null) =>
		responseTally({ asked: 10, stay: null, leave, silent }, 'resign').resolvedLeavers;
	expect([of(2, 3), of(2, null), of(null, 3)]).toEqual([5, null, null]);
});
