import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { partsInFile, type PartStore } from '#lib/server/part-store.ts';
import { PersonSpells } from './person-spells.ts';
import { RowPages } from './row-pages.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'muster-pages-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A store in a file that counts how often a part is read. */
function countedStore(): PartStore & { reads: number } {
	const store = partsInFile(folder);
	const counted = { ...store, reads: 0, get: (part: number) => (counted.reads++, store.get(part)) };
	return counted;
}

const ROWS = 1_000_000;
const PAGES_PUT_AWAY = 30;

/** Two integers of each of a million rows: 31 pages, of which the last is being filled. */
function filled(store: PartStore | null): RowPages {
	const pages = new RowPages(2, store);
	for (let row = 0; row < ROWS; row++) pages.add().set([row, -row], pages.placeOf(row));
	return pages;
}

function differences(pages: RowPages, row: number): number {
	const [first, second] = pages.pageOf(row).subarray(pages.placeOf(row));
	return Math.abs(first - row) + Math.abs(second + row);
}

test('of a million rows that were put away each comes back, and read in their order each page is read once', () => {
	const store = countedStore();
	const pages = filled(store);
	let wrong = 0;
	for (let row = 0; row < ROWS; row++) wrong += differences(pages, row);
	expect([pages.length, wrong, store.reads]).toEqual([ROWS, 0, PAGES_PUT_AWAY]);
	store.close();
});

test('read across all pages 10,000 times they come back as well, from pages read no more than 5 times each', () => {
	const store = countedStore();
	const pages = filled(store);
	let wrong = 0;
	for (let i = 0; i < 10_000; i++) wrong += differences(pages, (i * 34_567) % ROWS);
	expect(wrong).toBe(0);
	expect(store.reads).toBeLessThanOrEqual(5 * PAGES_PUT_AWAY);
	store.close();
});

test('without a store outside of memory they come back too', () => {
	const pages = filled(null);
	expect([0, 32_767, 32_768, ROWS - 1].map((row) => differences(pages, row))).toEqual([0, 0, 0, 0]);
});

test('100,000 rows of 40,000 people that are put away show the same of each other as in memory, in the same order', () => {
	const store = partsInFile(folder);
	const [here, outside] = [null, store].map((put) => {
		const spells = new PersonSpells(put);
		for (let row = 0; row < 100_000; row++) {
			const hire = 15_000 + ((row * 7) % 4000);
			spells.add((row * 31) % 40_000, hire, row % 3 ? hire + (row % 900) : null, row % 50_000, row + 2);
		}
		return [...spells.findings()];
	});
	expect(here.length).toBeGreaterThan(40_000);
	expect(outside).toEqual(here);
	store.close();
});
