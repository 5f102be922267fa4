import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { transport } from '../hooks.ts';
import { finishedHere } from './finished-here.ts';

const { encode } = transport.finished;

test('what is finished on the server is not written down for the browser, unless it is fetched alone', () => {
	const [page, fetched, other] = [{ rows: [1] }, { rows: [1] }, { rows: [1] }];
	expect(finishedHere({ isDataRequest: false }, page)).toBe(page);
	finishedHere({ isDataRequest: true }, fetched);
	expect([page, fetched, other, page.rows, null, 'text', 7].map((value) => Boolean(encode(value)))).toEqual([
		true,
		...Array<boolean>(6).fill(false)
	]);
});

test('every page that keeps its data on the server is one that no script takes over', () => {
	const files = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('+page.server.ts'))
		.map((path) => ({ path, text: readFileSync(`src/routes/${path}`, 'utf8') }))
		.filter(({ text }) => text.includes('finishedHere('));
	expect(files.length).toBeGreaterThan(8);
	expect(files.filter(({ text }) => !text.includes('export const csr = false')).map(({ path }) => path)).toEqual([]);
});
