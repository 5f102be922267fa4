import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type Product } from '../support/product.ts';
import type { Answer } from '../support/visitor.ts';
import { SCALE } from './scale.ts';
import { HOSTILE, hostileCompany, RAW, reachable, type HostileCompany } from './hostile-company.ts';

const BIDI = '\u202etxt.exe\u200f\u2066';
const SPLIT = 'x\r\nX-Zq: 1\r\n\r\n<script>window.zqran=1</script>';
const VALUES = [
	HOSTILE[0],
	HOSTILE[1],
	HOSTILE[2],
	HOSTILE[3],
	SPLIT,
	BIDI,
	'\u0000',
	'%',
	'-1',
	...HOSTILE.slice(4),
	'99999999999999999999',
	'NaN',
	'0000-00-00',
	'2023-02-30',
	'../../etc/passwd',
	"' or 1=1--",
	'__proto__',
	'constructor',
	'x'.repeat(4000)
];
/** Every page is asked for with these as well, whether it knows them or not. */
const COMMON = ['lang', 'next', 'from', 'to', 'q', 'event', 'versions', '__proto__', 'constructor', '__proto__[x]'];
const DRAWN = /\/(?:png|pptx|zip)$/;
const DRAWN_VALUES = 2;
let product: Product;
let company: HostileCompany;

beforeAll(async () => {
	product = await startProduct();
	company = await hostileCompany(product.database.io, product.origin);
});
afterAll(() => product.stop());

function faultsOf(address: string, { status, headers, text }: Answer): string[] {
	const faults: string[] = [];
	if (status >= 500) faults.push(`${status}`);
	if (headers.has('x-zq')) faults.push('a header was split');
	if (headers.get('content-type')?.startsWith('text/html') && RAW.test(text)) faults.push('markup came back');
	if (/\n\s+at \S+ \(|node_modules/.test(text)) faults.push('something of the inside');
	return faults.map((fault) => `${fault}: ${address}`);
}

test('W03, W07: hostile values in every parameter of every page that an analyst, an administrator and a researcher reach: escaped, no 5xx, no header split', async () => {
	const faults: string[] = [];
	let asked = 0;
	const paths = new Set<string>();
	for (const role of ['analyst', 'administrator', 'researcher'] as const) {
		const guest = company.readers[role];
		for (const [path, names] of await reachable(guest, `/o/${company.organisation.slug}`, SCALE.pages)) {
			if (paths.has(path)) continue;
			paths.add(path);
			const asking = [...[...names].slice(0, SCALE.parameters), ...COMMON.slice(0, SCALE.parameters)];
			// A picture or a slide takes half a second, and the same values meet its figure as text.
			const values = VALUES.slice(0, DRAWN.test(path) ? DRAWN_VALUES : SCALE.values);
			const queries = [...new Set(asking)].flatMap((name) => [
				...values.map((value) => new URLSearchParams([[name, value]]).toString()),
				new URLSearchParams(VALUES.slice(0, 4).map((value) => [name, value])).toString()
			]);
			queries.push(
				'/</script/><script>window.zqran=1</script>',
				VALUES.map(encodeURIComponent).join('&').slice(0, 8000)
			);
			for (const query of queries) {
				faults.push(...faultsOf(`${path}?${query.slice(0, 120)}`, await guest.get(`${path}?${query}`)));
				asked++;
			}
		}
	}
	process.stdout.write(`W03: ${paths.size} pages, ${asked} requests\n`);
	expect(paths.size).toBeGreaterThan(20);
	expect(faults).toEqual([]);
	expect((await company.readers.analyst.get('/healthz')).status).toBe(200);
});

test('W07: line breaks in names that stand in headers: a dataset, a file, the language, a place to go on', async () => {
	const { analyst, administrator } = company.readers;
	const home = `/o/${company.organisation.slug}`;
	const answers: [string, Answer][] = [];
	const settings = await administrator.post(`${home}/settings?/save`, { name: `Acme${SPLIT}` });
	answers.push(['settings', settings]);
	for (const next of [SPLIT, `/o${SPLIT}`, `//evil.example${SPLIT}`])
		answers.push([`next ${next}`, await analyst.get(`/login?next=${encodeURIComponent(next)}`)]);
	answers.push(['language', await analyst.post('/preferences', { language: SPLIT, next: SPLIT })]);
	const headers = { origin: product.origin, 'content-type': 'text/csv', accept: 'application/json' };
	const upload = `${home}/data/new?kind=roster&name=${encodeURIComponent(SPLIT)}&file=${encodeURIComponent(SPLIT)}`;
	const body = 'person_id,hire_date,job_title\nA-1,2020-01-01,Cook\n';
	const sent = await analyst.send(upload, { method: 'POST', headers, body });
	expect(sent.status).toBe(201);
	answers.push(['upload', sent]);
	const data = await analyst.get(`${home}/data`);
	for (const id of new Set([...data.text.matchAll(/\/data\/([0-9a-f-]{36})"/g)].map(([, found]) => found)))
		for (const format of ['csv', 'excel-fr', 'arrow', 'parquet', 'json'])
			answers.push([format, await analyst.get(`${home}/data/${id}/export?format=${format}`)]);
	expect(answers.length).toBeGreaterThan(10);
	expect(answers.flatMap(([name, answer]) => faultsOf(name, answer))).toEqual([]);
	for (const [name, { location }] of answers)
		expect([name, location ?? '/']).toEqual([name, expect.stringMatching(/^\/(?!\/)/)]);
});
