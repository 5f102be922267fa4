import { expect, test } from 'vitest';
import { pace } from './pace.ts';

const at = (seconds: number, done: number, total = 100_000) => ({ stage: 'checking', done, total, at: seconds * 1000 });

test('20,000 rows in 4 s are 5,000 a second and leave 14 s for 70,000', () => {
	expect(pace([at(0, 10_000), at(2, 15_000), at(4, 30_000)])).toEqual({ rate: 5000, secondsLeft: 14 });
});

test('less than 2 s, no step forward and an unknown total tell nothing', () => {
	expect(pace([])).toEqual({ rate: null, secondsLeft: null });
	expect(pace([at(0, 0), at(1.9, 5000)])).toEqual({ rate: null, secondsLeft: null });
	expect(pace([at(0, 500), at(5, 500)])).toEqual({ rate: null, secondsLeft: null });
	expect(pace([at(0, 0, 0), at(2, 5000, 0)])).toEqual({ rate: 2500, secondsLeft: null });
});
