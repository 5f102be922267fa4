import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast, difference, VISIONS } from '../../../test/support/colour-vision.ts';

const CSS = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8');
const THEMES = ['light', 'dark'] as const;
const TOKENS = new Map(
	[...CSS.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
		name,
		{ light, dark }
	])
);

function token(name: string, theme: (typeof THEMES)[number]): string {
	const found = TOKENS.get(name);
	if (found === undefined) throw new Error(`tokens.css has no --${name} with a light and a dark value.`);
	return found[theme];
}
const SERIES = [1, 2, 3, 4, 5, 6, 7].map((index) => `series-${index}`);
const GROUNDS = ['paper', 'surface'];

test('black on white has contrast 21, and #767676 on white 4.54', () => {
	expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
	expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test('black and white are 100 apart to every vision; a red and a green come closer to deuteranopes', () => {
	for (const vision of VISIONS) expect(difference('#000000', '#ffffff', vision)).toBeCloseTo(100, 1);
	const [typical, deuteranope] = ['typical', 'deuteranopia'].map((each) => difference('#c1272d', '#4d7c0f', each));
	expect(deuteranope).toBeLessThan(typical / 2);
});

test('there are 7 hues and no more', () => {
	expect([...TOKENS.keys()].filter((name) => name.startsWith('series-'))).toEqual(SERIES);
});

test.each(THEMES)('any 2 of the 7 hues differ by at least 11 to every kind of vision (%s)', (theme) => {
	const close = SERIES.flatMap((a, index) =>
		SERIES.slice(index + 1).flatMap((b) =>
			VISIONS.filter((vision) => difference(token(a, theme), token(b, theme), vision) < 11).map((vision) => [
				a,
				b,
				vision
			])
		)
	);
	expect(close).toEqual([]);
});

test.each(THEMES)('marks at and above the minimum differ from those below it to every vision (%s)', (theme) => {
	for (const vision of VISIONS)
		expect(difference(token('mark', theme), token('mark-alert', theme), vision)).toBeGreaterThan(11);
});

test.each(THEMES)('marks, axes, borders of fields and the focus ring have contrast 3 on every ground (%s)', (theme) => {
	const weak = [...SERIES, 'mark', 'mark-soft', 'mark-alert', 'axis', 'line-strong', 'focus'].flatMap((name) =>
		GROUNDS.filter((ground) => contrast(token(name, theme), token(ground, theme)) < 3).map((ground) => [name, ground])
	);
	expect(weak).toEqual([]);
});

test.each(THEMES)('text has contrast 4.5 on every ground it stands on (%s)', (theme) => {
	const grounds = [...GROUNDS, 'sunken'];
	const pairs = [
		...['ink', 'ink-soft', 'accent', 'accent-strong', 'danger', 'caution', 'success'].flatMap((text) =>
			grounds.map((ground) => [text, ground])
		),
		...['danger', 'caution', 'success'].flatMap((kind) => [
			[kind, `${kind}-wash`],
			['ink', `${kind}-wash`],
			['accent', `${kind}-wash`]
		]),
		['accent-strong', 'accent-wash'],
		['accent', 'accent-wash'],
		['ink', 'accent-wash'],
		['ink-soft', 'accent-wash'],
		['ink-inverse', 'accent'],
		['ink-inverse', 'accent-strong'],
		['ink', 'band']
	];
	expect(pairs.filter(([text, ground]) => contrast(token(text, theme), token(ground, theme)) < 4.5)).toEqual([]);
});

test.each(THEMES)('text has contrast 4.5 on each of the 6 classes of a heat map (%s)', (theme) => {
	const texts = [0, 1, 2, 3, 4, 5].map((level) =>
		contrast(token(`heat-${level}`, theme), token(level < 4 ? 'ink' : 'paper', theme))
	);
	expect(Math.min(...texts)).toBeGreaterThanOrEqual(4.5);
});

test.each(THEMES)('the 6 classes of a heat map go from the ground in one direction of lightness (%s)', (theme) => {
	const steps = [0, 1, 2, 3, 4, 5].map((level) => contrast(token(`heat-${level}`, theme), token('paper', theme)));
	expect(steps).toEqual(steps.toSorted((a, b) => a - b));
});
