import { expect, test } from 'vitest';
import { keyOutcome } from './reading-keys.ts';

const go = (series: number, index: number) => ({ kind: 'go', to: { series, index } });
const at = (series: number, index: number) => ({ series, index });

test('outside the chart Enter goes to the first mark and nothing else acts', () => {
	expect(keyOutcome('Enter', null, [3, 2])).toEqual(go(0, 0));
	for (const key of ['ArrowRight', 'ArrowDown', 'Home', 'End', 'Escape', 'Tab', ' ', 'a'])
		expect(keyOutcome(key, null, [3, 2])).toBeNull();
});

test('a chart without marks takes no key', () => {
	expect(keyOutcome('Enter', null, [])).toBeNull();
});

test('right and left go along a series of 3 and stop at its ends', () => {
	expect(keyOutcome('ArrowRight', at(0, 1), [3, 2])).toEqual(go(0, 2));
	expect(keyOutcome('ArrowRight', at(0, 2), [3, 2])).toEqual(go(0, 2));
	expect(keyOutcome('ArrowLeft', at(0, 0), [3, 2])).toEqual(go(0, 0));
});

test('down goes to the next series, at the same place or its last mark', () => {
	expect(keyOutcome('ArrowDown', at(0, 1), [3, 2])).toEqual(go(1, 1));
	expect(keyOutcome('ArrowDown', at(0, 2), [3, 2])).toEqual(go(1, 1));
	expect(keyOutcome('ArrowUp', at(1, 1), [3, 2])).toEqual(go(0, 1));
	expect(keyOutcome('ArrowUp', at(0, 1), [3, 2])).toEqual(go(0, 1));
});

test('in a chart of one series up and down go along it', () => {
	expect(keyOutcome('ArrowDown', at(0, 0), [3])).toEqual(go(0, 1));
	expect(keyOutcome('ArrowUp', at(0, 1), [3])).toEqual(go(0, 0));
});

test('Home and End go to the first and the last mark of the series', () => {
	expect(keyOutcome('Home', at(1, 1), [3, 2])).toEqual(go(1, 0));
	expect(keyOutcome('End', at(0, 0), [3, 2])).toEqual(go(0, 2));
});

test('Escape leaves, and keys of assistive technology are left alone', () => {
	expect(keyOutcome('Escape', at(0, 1), [3])).toEqual({ kind: 'leave' });
	for (const key of ['Tab', 'h', 'PageDown', 'Enter', ' ']) expect(keyOutcome(key, at(0, 1), [3])).toBeNull();
});
