import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const page = readFileSync('docs/statistics.md', 'utf8');
const metrics = readdirSync('src/lib/metrics');

test('every file and metric named on the page of statistics is there', () => {
	const names = [...page.matchAll(/`([\w./-]+\.ts)`/g)].map(([, name]) => name);
	const missing = names.filter((name) => !existsSync(name.includes('/') ? name : join('src/lib/statistics', name)));
	expect([names.length > 100, missing]).toEqual([true, []]);
	const folders = [...page.matchAll(/metric `([\w-]+)`/g)].map(([, name]) => name);
	expect(folders.filter((name) => !metrics.includes(name))).toEqual([]);
});

test('every edge case it quotes is the name of a test', () => {
	const tests = readdirSync('src/lib', { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.test.ts')
	);
	const written = tests.map((name) => readFileSync(join('src/lib', name), 'utf8')).join('\n');
	const quoted = [...page.matchAll(/“([^”]+)”/g)].map(([, name]) => name);
	expect([quoted.length > 15, quoted.filter((name) => !written.includes(name))]).toEqual([true, []]);
});
