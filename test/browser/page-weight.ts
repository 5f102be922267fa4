import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** What a page costs: bytes as compressed by gzip, and how far its parts jumped while it loaded. */
export interface PageWeight {
	scriptFiles: number;
	script: number;
	stylesheet: number;
	document: number;
	layoutShift: number;
}

interface WatchedWindow {
	shifts: PerformanceObserver;
	layoutShift: number;
}

/** Loads an address in a page that has loaded nothing yet. */
export async function pageWeight(page: Page, address: string): Promise<PageWeight> {
	await page.addInitScript(() => {
		const watched = window as unknown as WatchedWindow;
		watched.layoutShift = 0;
		watched.shifts = new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) watched.layoutShift += (entry as unknown as { value: number }).value;
		});
		watched.shifts.observe({ type: 'layout-shift', buffered: true });
	});
	const bodies: { type: string; body: Promise<Buffer> }[] = [];
	page.on('response', (response) => {
		bodies.push({ type: response.request().resourceType(), body: response.body().catch(() => Buffer.alloc(0)) });
	});
	await page.goto(address, { waitUntil: 'networkidle' });
	const layoutShift = await page.evaluate(() => {
		const { shifts, layoutShift: seen } = window as unknown as WatchedWindow;
		return shifts.takeRecords().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, seen);
	});
	const sizes = await Promise.all(
		bodies.map(async ({ type, body }) => ({ type, size: gzipSync(await body, { level: 9 }).length }))
	);
	const total = (kind: string) => sizes.filter(({ type }) => type === kind).reduce((sum, { size }) => sum + size, 0);
	return {
		scriptFiles: sizes.filter(({ type }) => type === 'script').length,
		script: total('script'),
		stylesheet: total('stylesheet'),
		document: total('document'),
		layoutShift
	};
}
