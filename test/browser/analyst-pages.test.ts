import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { spend } from '../../src/lib/server/rate-limits.ts';
import { launchBrowser } from '../support/browser.ts';
import { ownerSql } from '../support/owner.ts';
import { pageFaults, unfoldAll } from '../support/page-faults.ts';
import { startProduct, type Product } from '../support/product.ts';
import { rosterFile, staffingFile } from './story-files.ts';

const LANGUAGES = ['en', 'fr'];
const KINDS = [
	'roster',
	'staffing-requirements',
	'ultimatum-responses',
	'events',
	'executive-departures',
	'incidents',
	'headcounts',
	'team-impacts',
	'requisitions'
];
// Line 3 has no number, line 4 a day that is not in the calendar, line 5 a formula and no minimum, line 6 too few cells.
const FAULTY = [
	'function_id,name,role_family,required_min,critical,from_date,owner,source',
	'SEC,Security,security,8,yes,2022-01-01,CISO,Plan',
	'SRE,Site reliability,sre-operations,many,yes,2022-01-01,VP,Plan',
	'PAY,Payroll,payroll,4,yes,2022-02-31,CFO,Plan',
	'SAL,=SUM(A1),sales,,yes,2022-01-01,CRO,Plan',
	'OPS,Operations'
].join('\n');
const UNCLOSED = 'function_id,name,role_family,required_min\nA,"B,security,3\nC,D,security,4\n';
/** Addresses of the pages that the files lead to. */
const at: Record<string, string> = {};
const problems: string[] = [];
let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	[product, browser] = await Promise.all([startProduct(), launchBrowser()]);
	const context = await browser.newContext({ locale: 'en-GB', baseURL: product.origin });
	page = await context.newPage();
	page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
	page.on('console', (message) => {
		const isAnnounced = message.text().includes('status of 4');
		if (message.type() === 'error' && !isAnnounced) problems.push(`${page.url()}: ${message.text()}`);
	});
	await page.goto(product.setupPath ?? '');
	await page.getByLabel('Name of the organisation').fill('Acme');
	await page.getByLabel('Your name').fill('Ada');
	await page.getByLabel('E-mail address').fill('ada@example.org');
	await page.getByLabel('Choose a password').fill('seven lost umbrellas');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/o\/acme\//);
});
afterAll(async () => {
	await browser?.close();
	await product?.stop();
});
beforeEach(() => {
	onTestFailed(async () => {
		process.stdout.write(`\n${page.url()}\n${(await page.locator('body').innerText()).slice(0, 3000)}\n`);
		process.stdout.write(product.output().slice(-2000));
	});
});

const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
const staffing = (minimum: number) => staffingFile().toString().replace(',8,', `,${minimum},`);

async function choose(kind: string, name: string, content: string | Buffer): Promise<void> {
	await page.goto(`/o/acme/data/new?kind=${kind}&lang=en`);
	await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

/** Sends a file through the page, waits until it was read, and keeps the address of its draft as `name`. */
async function upload(name: string, kind: string, content: string | Buffer): Promise<void> {
	await choose(kind, `${name}.csv`, content);
	await press('Send');
	await page.waitForURL(/\/data\/drafts\//);
	at[name] = new URL(page.url()).pathname;
	await settled();
}

/** Does what sends a form and waits until the file was checked again. */
async function sentAndSettled(act: () => Promise<void>, draft?: string): Promise<void> {
	const sent = page.waitForResponse((response) => response.request().method() === 'POST');
	await act();
	await sent;
	await settled(draft);
}

/** Waits until the file of a draft was read. */
async function read(draft: string): Promise<void> {
	const progress = `${draft}/progress`;
	await expect
		.poll(async () => (await (await page.request.get(progress)).json()).stage)
		.toMatch(/^(?:asking|checked|failed)$/);
}

async function settled(draft = new URL(page.url()).pathname): Promise<void> {
	await read(draft);
	await page.reload();
}

async function publish(): Promise<string> {
	await press('Publish');
	return page.locator('main .notice-success').innerText();
}

/** What is wrong with one page in one language, with all that can be unfolded unfolded. */
async function faultsOf(path: string, lang: string): Promise<string[]> {
	const answer = await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
	await unfoldAll(page);
	return [...(answer?.status() === 200 ? [] : [`status ${answer?.status()}`]), ...(await pageFaults(page))];
}

async function expectNoFaults(paths: string[], lang: string): Promise<void> {
	const found: [string, string[]][] = [];
	for (const path of paths) found.push([path, await faultsOf(path, lang)]);
	expect(found.filter(([, faults]) => faults.length > 0)).toEqual([]);
}

test.each(LANGUAGES)(
	'without data: 3 pages have no axe violation and fit 320 px in %s, light and dark',
	async (lang) => {
		await expectNoFaults(['/o/acme/data', '/o/acme/roles', '/o/acme/data/new?kind=ultimatum-responses'], lang);
	}
);

describe('files on their way', () => {
	test('a staffing file with 4 faulty rows of 5 is checked, and both reports name what is wrong', async () => {
		await upload('faulty', 'staffing-requirements', FAULTY);
		const read = async (query: string) => (await page.request.get(`${at.faulty}/report?${query}`)).text();
		const rows = parse(await read('form=rows&lang=en'), { bom: true }) as string[][];
		expect(rows.slice(1).map((row) => [row[8], row[12]])).toEqual([
			['3', 'NUMBER_INVALID'],
			['4', 'DATE_IMPOSSIBLE'],
			['5', 'VALUE_REQUIRED'],
			['6', 'ROW_SHORT']
		]);
		expect(rows[3][1]).toBe("'=SUM(A1)");
		const issues = parse(await read('form=issues&lang=fr'), { bom: true }) as string[][];
		expect(issues[0].slice(6)).toEqual(['value', 'understood_as', 'message', 'action', 'hint']);
		expect(issues.find((row) => row[4] === 'ROW_SHORT')?.[8]).toContain('La ligne est laissée de côté');
	});

	test('a quote that is never closed fails the draft with its line, and nothing is published', async () => {
		await upload('failed', 'staffing-requirements', UNCLOSED);
		const said = await page.locator('.notice-danger').innerText();
		expect(said).toContain('Line 2: the quote opened here is never closed');
	});

	test('a roster waits with its questions', async () => {
		await upload('asking', 'roster', rosterFile());
		expect(await page.getByText(/does the day or the month come first/).count()).toBe(1);
	});

	test('an import that nobody opened is named on the Data page, in French too, until it is opened', async () => {
		const headers = { origin: product.origin, accept: 'application/json', 'content-type': 'text/csv' };
		const sent = await page.request.post('/o/acme/data/new?kind=roster&name=Left&file=left.csv', {
			...{ headers, data: rosterFile() }
		});
		const address = `/o/acme/data/drafts/${((await sent.json()) as { draft: string }).draft}`;
		await read(address);
		const notice = page.locator('main .notice-caution');
		await expectNoFaults(['/o/acme/data'], 'fr');
		expect(await notice.innerText()).toContain('1 import laissé en suspens vous attend');
		await page.goto('/o/acme/data?lang=en');
		expect(await notice.innerText()).toContain('1 import was left and waits for you');
		expect(await notice.getByRole('link').allInnerTexts()).toEqual(['Left · left.csv']);
		await page.goto(address);
		await page.goto('/o/acme/data');
		expect([await page.getByRole('link', { name: /left\.csv/ }).count(), await notice.count()]).toEqual([1, 0]);
	});

	test('version 1 of 3 staffing rows is published; the same file again makes no version 2', async () => {
		await upload('first', 'staffing-requirements', staffing(8));
		expect(await publish()).toContain('3 rows published');
		at.dataset = (await page.getByRole('link', { name: 'Versions and undo' }).getAttribute('href')) ?? '';
		await upload('same', 'staffing-requirements', staffing(8));
		expect(await page.locator('main .notice').innerText()).toContain('is already the published version');
		await press('Publish');
		await page.getByText('Version 1 was made from the same bytes').waitFor();
		expect(await page.locator('main').innerText()).not.toContain('Version 2');
		await page.goto(at.dataset);
		expect((await page.locator('main tbody tr').allInnerTexts()).filter((row) => /^\s*2\b/.test(row))).toEqual([]);
	});

	test('a minimum of 9 instead of 8 is shown as 1 changed row before version 2 is published', async () => {
		await upload('changed', 'staffing-requirements', staffing(9));
		const change = page.locator('table', { hasText: 'Required minimum' }).locator('tbody tr', { hasText: /8/ });
		expect((await change.last().innerText()).replace(/\s+/g, ' ').trim()).toBe('2 Required minimum 8 9');
		expect(await publish()).toContain('Version 2');
	});

	test('a mapping that leaves the source out is checked again, and its rows are the same 3', async () => {
		await upload('mapped', 'staffing-requirements', staffing(10));
		await page.getByText('8 of 8 columns are imported').click();
		await page.getByLabel('Field for the column source').selectOption('');
		const sent = page.waitForResponse((response) => response.request().method() === 'POST');
		await press('Apply and check again');
		await sent;
		await settled();
		expect(await page.getByLabel('Field for the column source').inputValue()).toBe('');
		expect(await page.locator('.tile-value').allInnerTexts()).toEqual(['3', '0']);
	});

	test('a cell corrected in place, then rows sent back by file: of 1 row kept 2, then 3; one is taken back', async () => {
		await page.goto(`${at.faulty}?lang=en`);
		await page.getByText('Not a number: 1 row').click();
		await page.getByLabel(/required_min: “many”/).fill('6');
		await sentAndSettled(() => page.keyboard.press('Enter'));
		expect(await page.locator('.tile-value').allInnerTexts()).toEqual(['2', '3']);
		const report = await (await page.request.get(`${at.faulty}/report?form=rows&lang=en`)).text();
		await page.getByText('Send corrected rows').first().click();
		const corrected = Buffer.from(report.replace('2022-02-31', '2022-02-28'));
		await page.locator('input[type=file]').setInputFiles({ name: 'rows.csv', mimeType: 'text/csv', buffer: corrected });
		await sentAndSettled(() => press('Send corrected rows'));
		expect(await page.locator('.tile-value').allInnerTexts()).toEqual(['3', '2']);
		expect(await page.locator('.corrections').innerText()).toContain(
			'A corrected file changed 1 row: from_date (1 cell)'
		);
		await sentAndSettled(() => page.getByRole('button', { name: /^Take back.*required_min/ }).click());
		expect(await page.locator('.tile-value').allInnerTexts()).toEqual(['2', '3']);
	});

	test('the grid: arrows lead to the faulty cell, Escape takes back, Enter keeps; 2 of 3 rows are left', async () => {
		at.fix = `${at.faulty}/fix`;
		at.lines = `${at.faulty}/lines`;
		await page.goto(`${at.fix}?only=errors&lang=en`);
		const grid = page.getByRole('grid');
		const says = () => page.getByRole('status').last().innerText();
		expect(await grid.getAttribute('aria-rowcount')).toBe('4');
		await grid.locator('[tabindex="0"]').focus();
		expect(await says()).toContain('Row 1 of 3, line 3. required_min Line 3, column 4 “required_min”: “many” is not');
		for (const key of ['Home', 'End', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
		expect(await says()).toBe('Row 1 of 3, line 3. source');
		for (let left = 0; left < 4; left++) await page.keyboard.press('ArrowLeft');
		for (const key of ['Enter', 'Delete', 'Escape']) await page.keyboard.press(key);
		expect(await page.getByLabel('Correct line 3, required_min, to').inputValue()).toBe('many');
		await page.keyboard.type('6');
		await page.keyboard.press('Enter');
		expect(await says()).toContain('Row 2 of 3, line 5. required_min');
		expect(await page.getByText('One cell changed').count()).toBe(1);
		await page.keyboard.press('Tab');
		await sentAndSettled(() => page.keyboard.press('Enter'), at.faulty);
		expect(await page.getByRole('rowheader').allInnerTexts()).toEqual(['5', '6']);
		await page.goto(`${at.faulty}?lang=en`);
		await sentAndSettled(() => page.getByRole('button', { name: /^Take back.*required_min/ }).click());
	});

	test('2 versions are compared and version 2 comes back by the page that shows what differs', async () => {
		await page.goto(`${at.dataset}?lang=en`);
		await press('Compare');
		await page.waitForURL(/compare\?from=1&to=2/);
		expect((await page.locator('main .facts').innerText()).replace(/\s+/g, ' ')).toContain('Rows changed 1');
		at.compare = `${at.dataset}/compare?from=2&to=1`;
		at.version = `${at.dataset}/2`;
		await page.goto(`${at.compare}&lang=en`);
		await press('Publish version 1 again');
		await page.waitForURL(/restored=1/);
		expect(await page.locator('.notice-success').innerText()).toBe('Version 1 is published again.');
		await page.goto(`${at.dataset}/compare?from=1&to=2&lang=en`);
		await press('Publish version 2 again');
		await page.waitForURL(/restored=2/);
	});

	test('undo publishes version 1 again', async () => {
		await page.goto(at.dataset);
		await press('Undo the last import');
		expect(await page.locator('.notice-success').innerText()).toBe('Version 1 is published again.');
		const rows = await page.locator('main tbody tr').allInnerTexts();
		expect(rows.filter((row) => /\bpublished\b/.test(row)).map((row) => row.trim().split(/\s/)[0])).toEqual(['1']);
	});
});

describe('every page of an analyst', () => {
	test.each(LANGUAGES)('no axe violation and no sideways scrolling at 320 px in %s, light and dark', async (lang) => {
		const uploads = ['/o/acme/data/new', ...KINDS.map((kind) => `/o/acme/data/new?kind=${kind}`)];
		const names = ['faulty', 'fix', 'lines', 'failed', 'asking', 'first', 'mapped', 'dataset', 'compare', 'version'];
		const drafts = names.map((name) => at[name]);
		const others = ['/o/acme/data', '/o/acme/roles', '/o/acme/events/new', '/o/acme/audit'];
		await expectNoFaults([...uploads, ...drafts, ...others], lang);
	});

	test('the file input and every button of 7 pages are reached with the Tab key', async () => {
		const drafts = [at.faulty, at.asking, at.dataset, at.compare, at.version];
		const paths = ['/o/acme/data/new?kind=roster', ...drafts, '/o/acme/roles'];
		for (const path of paths) {
			await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=en`);
			const wanted = await page.locator('main').evaluate((main) => {
				const seen = [...main.querySelectorAll<HTMLElement>('button, input[type=file], summary')];
				const shown = seen.filter((element) => element.checkVisibility());
				shown.forEach((element, index) => (element.dataset.reach = String(index)));
				return shown.length;
			});
			expect([path, wanted > 0]).toEqual([path, true]);
			const reached = new Set<string>();
			for (let stop = 0; stop < 250 && reached.size < wanted; stop++) {
				await page.keyboard.press('Tab');
				const mark = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.reach ?? null);
				if (mark !== null) reached.add(mark);
			}
			expect([path, reached.size]).toEqual([path, wanted]);
		}
	});

	test('the audit log names the acts of an import in words', async () => {
		await page.goto('/o/acme/audit?lang=en');
		const text = await page.locator('main').innerText();
		for (const act of ['File received', 'Import published', 'Publication undone', 'Error report downloaded'])
			expect(text).toContain(act);
		expect(text).not.toMatch(/\bimport\.[a-z]/);
	});
});

test('after 30 files within the hour the form says so, and the answer is 429 with the time to wait', async () => {
	const owner = ownerSql(product.database);
	const [{ id }] = await owner<{ id: string }[]>`select id from account`;
	await owner.end();
	for (let use = 0; use < 30; use++) await spend(product.database.database, 'upload', id);
	await choose('staffing-requirements', 'staffing.csv', staffing(11));
	const answer = page.waitForResponse((response) => response.request().method() === 'POST');
	await press('Send');
	const refused = await answer;
	expect(refused.status()).toBe(429);
	expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0);
	await expect.poll(() => page.locator('.field-error').innerText()).toContain('30 files within the hour');
});

test('no page broke its content security policy or logged an error', () => {
	expect(problems).toEqual([]);
});
