import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

// Run in the page itself: the package for playwright takes three times as long for the same findings.
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A theme changes colours only, so only the rules that look at them are asked again. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];
const WINDOW = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 700 };

interface PageWithAxe {
	axe: { run(options: object): Promise<AxeResults> };
}

/**
 * What is wrong with the page as it stands: findings of axe in light, those about colours in dark, and whether it
 * scrolls sideways in a window of 320 px. Empty is good.
 */
export async function pageFaults(page: Page): Promise<string[]> {
	await page.setViewportSize(WINDOW);
	// Without motion, so that no colour is still on its way to another.
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await page.evaluate(AXE);
	const light = await axeFaults(page, {});
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	const dark = await axeFaults(page, { runOnly: RULES_OF_COLOUR });
	await page.setViewportSize(NARROW);
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	await page.setViewportSize(WINDOW);
	return [
		...light.map((fault) => `light: ${fault}`),
		...dark.map((fault) => `dark: ${fault}`),
		...(width > NARROW.width ? [`${width} px wide`] : [])
	];
}

async function axeFaults(page: Page, options: object): Promise<string[]> {
	return page.evaluate(async (given) => {
		const { violations } = await (window as unknown as PageWithAxe).axe.run({ resultTypes: ['violations'], ...given });
		return violations.map(({ id, nodes }) => `${id} at ${nodes[0].target.join(' ')} (${nodes.length})`);
	}, options);
}

/** Opens everything that a reader may unfold in the content of the page. */
export async function unfoldAll(page: Page): Promise<void> {
	await page.evaluate(() =>
		document.querySelectorAll<HTMLElement>('main summary').forEach((summary) => summary.click())
	);
}
