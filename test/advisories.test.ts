import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { affected, type Advisory } from './support/advisories.ts';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Parameters<typeof affected>[0];
const { advisories, lookedUpOn } = JSON.parse(readFileSync('security/advisories.json', 'utf8')) as {
	advisories: Advisory[];
	lookedUpOn: string;
};

test('no installed package has a flaw of the list of 12, which names Kit, Svelte, devalue and xlsx', () => {
	expect(advisories).toHaveLength(12);
	expect(new Set(advisories.map((one) => one.package)).size).toBe(5);
	expect(lookedUpOn).toMatch(/^20\d\d-\d\d-\d\d$/);
	expect(affected(lock, advisories)).toEqual([]);
});

test('an older version is found at any depth, the mended one and a newer one are not', () => {
	const versions = {
		'': '0.1.0',
		'node_modules/devalue': '5.8.1',
		'node_modules/a/node_modules/devalue': '5.8.0',
		'node_modules/b/node_modules/devalue': '5.10.0',
		'node_modules/c/node_modules/devalue': '5.8.1-next.2',
		'node_modules/@sveltejs/kit': '2.9.0',
		'node_modules/xlsx': '0.18.5'
	};
	const packages = Object.fromEntries(Object.entries(versions).map(([path, version]) => [path, { version }]));
	const list = [
		{ package: 'devalue', fixedIn: '5.8.1', ids: ['A'] },
		{ package: '@sveltejs/kit', fixedIn: '2.8.3', ids: ['B'] },
		{ package: '@sveltejs/kit', fixedIn: '2.20.6', ids: ['C'] },
		{ package: 'xlsx', fixedIn: null, ids: ['D'] }
	];
	expect(affected({ packages }, list)).toEqual([
		'node_modules/a/node_modules/devalue 5.8.0: A',
		'node_modules/c/node_modules/devalue 5.8.1-next.2: A',
		'node_modules/@sveltejs/kit 2.9.0: C',
		'node_modules/xlsx 0.18.5: D'
	]);
});
