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

test('5 of 10 counted as leaving: Wilson 0.2366 to 0.7634; a hidden number asked leaves no share and no interval', () => {
	// R 4.2.2: prop.test(5, 10, correct = FALSE).
	const { resolvedInterval } = responseTally({ asked: 10, stay: 5, leave: 2, silent: 3 }, 'resign');
	expect(resolvedInterval).toMatchObject({ method: 'wilson', level: 0.95 });
	expect(resolvedInterval!.lower).toBeCloseTo(0.236593090512564, 12);
	expect(resolvedInterval!.upper).toBeCloseTo(0.763406909487436, 12);
	const hidden = responseTally({ asked: null, stay: null, leave: 2, silent: 3 }, 'resign');
	expect(hidden).toMatchObject({ resolvedLeavers: 5, leaveShare: null, resolvedShare: null, resolvedInterval: null });
	// Without a known share of leavers there is no lower bound, without that of the silent no upper one.
	expect(responseTally({ asked: 10, stay: null, leave: 2, silent: null }, 'undetermined').bounds).toBeNull();
});
