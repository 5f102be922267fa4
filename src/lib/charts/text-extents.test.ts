import { readFileSync } from 'node:fs';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { drawnTexts, type DrawnText } from '../../../test/support/drawn-texts.ts';
import { fontWidths } from '../../../test/support/font-widths.ts';
import type { Locale } from '../messages/messages.ts';
import WithLanguage from '../messages/WithLanguage.svelte';
import { chartLanguage } from './export-language.ts';
import type { GalleryEntry } from './gallery.ts';
import { NARROW, WIDE } from './plot-width.ts';
import { GALLERIES } from './registry.ts';

const SHEET = readFileSync(new URL('./marks.css', import.meta.url), 'utf8');
const DRAWN = GALLERIES.flatMap((gallery) =>
	gallery.entries
		.filter((entry) => entry.status.kind === 'ready')
		.map((entry) => ({ name: `${gallery.id}/${entry.id}`, entry }))
);
const VIEWS = (['en', 'fr'] as const).flatMap((locale) => [WIDE, NARROW].map((width) => ({ locale, width })));
/** Rounding of coordinates to tenths, and of what is centred. */
const ROUNDING = 0.5;
/** So much may two texts share before they are hard to read. */
const TOUCH = 2;

function drawing({ component, props }: GalleryEntry, locale: Locale, width: number): string {
	const { body } = render(WithLanguage, {
		props: { language: chartLanguage(locale), component: component as Component<object>, props: { ...props, width } }
	});
	return /<svg[\s\S]*?<\/svg>/.exec(body.replace(/<!--[\s\S]*?-->/g, ''))?.[0] ?? '';
}

test('the advance widths of DejaVu Sans are those of its tables: 0.278 em for i, 0.863 for M, 0.318 for a space', () => {
	const width = fontWidths('DejaVuSans');
	expect(['i', 'M', ' ', 'é'].map((letter) => Number(width(letter).toFixed(3)))).toEqual([0.278, 0.863, 0.318, 0.615]);
	expect(Number(fontWidths('DejaVuSans-Bold')('n').toFixed(3))).toBe(0.712);
});

function outside({ left, right, top, bottom }: DrawnText, width: number, height: number): boolean {
	return left < -ROUNDING || right > width + ROUNDING || top < -ROUNDING || bottom > height + ROUNDING;
}
function overlap(one: DrawnText, other: DrawnText): boolean {
	const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
	return across > TOUCH && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > TOUCH;
}

test.each(DRAWN)(
	'no text of $name leaves the drawing or runs into another, en and fr, wide and narrow',
	({ entry }) => {
		const faults = VIEWS.flatMap(({ locale, width }) => {
			const svg = drawing(entry, locale, width);
			const height = Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg)?.[1]);
			const texts = drawnTexts(svg, SHEET);
			expect(texts.length).toBeGreaterThan(0);
			const beyond = texts.filter((each) => outside(each, width, height)).map(({ text }) => `outside: ${text}`);
			const pairs = texts.flatMap((one, at) =>
				texts.slice(at + 1).flatMap((other) => (overlap(one, other) ? `${one.text} over ${other.text}` : []))
			);
			return [...beyond, ...pairs].map((said) => `${locale} ${width} ${said}`);
		});
		expect(faults).toEqual([]);
	}
);

test('a text that is too long is found: 40 wide letters at 600 of 680 pixels, and two at the same place', () => {
	const svg = `<svg><g transform="translate(10 0)"><text x="590" y="20">${'W'.repeat(40)}</text><text x="592" y="22">W</text></g></svg>`;
	const texts = drawnTexts(svg, SHEET);
	expect(texts.map(({ left, right }) => [left, Math.round(right)])).toEqual([
		[600, 1114],
		[602, 615]
	]);
	expect([outside(texts[0], 680, 40), outside(texts[1], 680, 40), overlap(texts[0], texts[1])]).toEqual([
		true,
		false,
		true
	]);
});

test('a text read from below takes the height of its width: 2 digits of 12 pixels about 50, 40', () => {
	const svg =
		'<svg><text class="heat-text" x="50" y="40" dy="4" transform="rotate(-90 50 40)" text-anchor="middle">99</text></svg>';
	const [{ left, right, top, bottom }] = drawnTexts(svg, SHEET);
	expect([left, right, top, bottom].map((each) => Math.round(each))).toEqual([45, 57, 32, 48]);
});
