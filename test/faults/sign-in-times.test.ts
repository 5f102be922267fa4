import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../support/database.ts';
import { startProduct, type Product } from '../support/product.ts';
import { PASSWORD } from './company.ts';
import { quantile } from './readers.ts';
import { SCALE } from './scale.ts';

const ACCOUNTS = 100;
const ALLOWED = 0.05;
let product: Product;
const known: string[] = [];

beforeAll(async () => {
	product = await startProduct(() => ({
		ADDRESS_HEADER: 'X-Forwarded-For',
		XFF_DEPTH: '1',
		SMTP_URL: 'smtp://127.0.0.1:9',
		MAIL_FROM: 'muster@example.org'
	}));
	while (known.length < ACCOUNTS)
		known.push((await createAccount(product.database.database, { password: PASSWORD })).email);
});
afterAll(() => product.stop());

/** Milliseconds of one try to sign in with a wrong password, or to be sent a link, each from an address of its own. */
async function tryWith(email: string, number: number, page: '/login' | '/forgot' = '/login') {
	const start = performance.now();
	const response = await fetch(product.origin + page, {
		method: 'POST',
		redirect: 'manual',
		headers: {
			origin: product.origin,
			accept: 'text/html',
			'content-type': 'application/x-www-form-urlencoded',
			'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`
		},
		body: new URLSearchParams({ email, password: 'not this one' }).toString()
	});
	const text = await response.text();
	return {
		status: response.status,
		length: text.replaceAll(email, '').length,
		milliseconds: performance.now() - start
	};
}

test(`L02: of ${SCALE.tries} tries each, a known account and an unknown one differ in nothing, their median times by less than 5 %`, async () => {
	const tries = { known: [] as number[], unknown: [] as number[] };
	const shapes = new Set<string>();
	for (let i = 0; i < SCALE.tries; i++) {
		const names = { known: known[i % ACCOUNTS], unknown: `${String(i).padStart(8, '0')}@example.org` };
		for (const kind of i % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
			const { status, length, milliseconds } = await tryWith(names[kind], 2 * i + Number(kind === 'known'));
			tries[kind].push(milliseconds);
			shapes.add(`${status} ${length}`);
		}
	}
	const [a, b] = [quantile(tries.known, 0.5), quantile(tries.unknown, 0.5)];
	console.log(`L02: known ${a.toFixed(1)} ms, unknown ${b.toFixed(1)} ms; answers ${[...shapes].join(', ')}`);
	expect(shapes.size).toBe(1);
	expect(Math.abs(a - b) / Math.max(a, b)).toBeLessThan(ALLOWED);
});

test('L02: of 500 pairs of wishes for a new password a known address is not the slower one more often than chance allows', async () => {
	const pairs = 5 * ACCOUNTS;
	const shapes = new Set<string>();
	let knownSlower = 0;
	for (let i = 0; i < pairs; i++) {
		const names = { known: known[i % ACCOUNTS], unknown: `nobody-${i % ACCOUNTS}@example.org` };
		const took = { known: 0, unknown: 0 };
		for (const kind of i % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
			const number = 2 * (SCALE.tries + i) + Number(kind === 'known');
			const { status, length, milliseconds } = await tryWith(names[kind], number, '/forgot');
			took[kind] = milliseconds;
			shapes.add(`${status} ${length}`);
		}
		if (took.known > took.unknown) knownSlower++;
	}
	console.log(
		`L02: the known address was the slower one in ${knownSlower} of ${pairs} pairs; answers ${[...shapes].join(', ')}`
	);
	expect([[...shapes].length, [...shapes][0].slice(0, 3)]).toEqual([1, '200']);
	// The sign test, two-sided at 1 %: 2.576 standard deviations of a fair coin.
	expect(Math.abs(knownSlower - pairs / 2)).toBeLessThan((2.576 * Math.sqrt(pairs)) / 2);
});
