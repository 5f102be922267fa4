import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import WithLanguage from '../messages/WithLanguage.svelte';
import ChartGallery from './ChartGallery.svelte';
import { chartLanguage } from './export-language.ts';
import type { Gallery, GalleryEntry } from './gallery.ts';
import { GALLERIES } from './registry.ts';

// A golden that changed is to be looked at in the gallery; UPDATE_GOLDENS=1 then writes it anew.
const ENTRIES = GALLERIES.flatMap((gallery) =>
	gallery.entries.map((entry) => ({ name: `${gallery.id}/${entry.id}`, gallery, entry }))
);

const drawn = new Map<GalleryEntry, string>();
function html(gallery: Gallery, entry: GalleryEntry): string {
	const known = drawn.get(entry) ?? rendered(gallery, entry);
	drawn.set(entry, known);
	return known;
}

function rendered(gallery: Gallery, entry: GalleryEntry): string {
	const props = { gallery: { ...gallery, entries: [entry] } };
	const { body } = render(WithLanguage, {
		props: { language: chartLanguage('en'), component: ChartGallery as Component<object>, props }
	});
	return `${body.replace(/<!--[\s\S]*?-->/g, '').replaceAll('><', '>\n<')}\n`;
}
const folder = (id: string) => new URL(`./${id}/goldens/`, import.meta.url);
const marksOf = (markup: string) => markup.match(/data-mark="/g)?.length ?? 0;

test.each(ENTRIES)('$name looks as it was reviewed', ({ gallery, entry }) => {
	const file = new URL(`${entry.id}.html`, folder(gallery.id));
	const now = html(gallery, entry);
	if (process.env.UPDATE_GOLDENS === '1') writeFileSync(file, now);
	expect(existsSync(file) ? readFileSync(file, 'utf8') : 'no golden').toBe(now);
});

test.each(GALLERIES)('the goldens of $id are those of its gallery, no more and no fewer', ({ id, entries }) => {
	expect(readdirSync(folder(id)).sort()).toEqual(entries.map((entry) => `${entry.id}.html`).sort());
});

const STATES = ['normal', 'empty', 'suppressed', 'one-row', 'many', 'long-labels', 'extreme', 'failed', 'updating'];

test.each(GALLERIES)('$id shows the nine states that every chart has', ({ entries }) => {
	const ids = entries.map((entry) => entry.id);
	expect(ids).toEqual(expect.arrayContaining(STATES));
	expect(entries.some((entry) => entry.status.kind === 'empty')).toBe(true);
});

test.each(ENTRIES)('$name obeys the content security policy: no inline style and no script', ({ gallery, entry }) => {
	expect(html(gallery, entry)).not.toMatch(/ style=|<style|<script| on\w+="/);
});

test.each(ENTRIES)('$name has numbers everywhere: no NaN, undefined, null or Infinity', ({ gallery, entry }) => {
	expect(html(gallery, entry)).not.toMatch(/NaN|undefined|="null"|Infinity/);
});

test.each(ENTRIES.filter(({ entry }) => entry.status.kind === 'ready'))(
	'$name has one tab stop a drawing, a described group, and a name for every mark',
	({ gallery, entry }) => {
		const markup = html(gallery, entry);
		const plots = markup.match(/<div class="plot-(?:wide|narrow)"[^>]*>/g) ?? [];
		expect(plots).toHaveLength(2);
		for (const plot of plots) expect(plot).toMatch(/tabindex="0".* aria-label=".+" aria-describedby="\S+ \S+"/);
		expect(marksOf(markup)).toBeGreaterThan(0);
		expect(markup.match(/data-mark="[^"]+" role="img" aria-label="[^"]+"/g)).toHaveLength(marksOf(markup));
	}
);

test('no text in a chart is smaller than 12 pixels', () => {
	const sheet = readFileSync(new URL('./marks.css', import.meta.url), 'utf8');
	const sizes = [...sheet.matchAll(/font-size: (\d+)px/g)].map(([, size]) => Number(size));
	expect(sizes.length).toBeGreaterThan(3);
	expect(Math.min(...sizes)).toBe(12);
});

test('every chart has a narrow drawing that is laid out anew, not shrunk', () => {
	for (const gallery of GALLERIES) {
		const markup = html(gallery, gallery.entries[0]);
		expect(markup).toContain('viewBox="0 0 680 ');
		expect(markup).toContain('viewBox="0 0 288 ');
	}
});
