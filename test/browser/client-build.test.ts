import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VARIABLE_NAMES } from '../../src/lib/server/settings.ts';

const CLIENT = 'build/client';
const READABLE = /\.(?:js|css|json|svg|html|txt|webmanifest)$/;
const files = readdirSync(CLIENT, { recursive: true })
	.map(String)
	.filter((name) => statSync(join(CLIENT, name)).isFile());
const texts = files
	.filter((name) => READABLE.test(name))
	.map((name) => [name, readFileSync(join(CLIENT, name), 'utf8')]);

/** Every table of the database, from the migrations. */
const tables = readdirSync('migrations').flatMap((name) =>
	[...readFileSync(join('migrations', name), 'utf8').matchAll(/^create table (\w+)/gm)].map((match) => match[1])
);

/** Tables that have the name of a column people upload. */
const ALSO_COLUMNS = ['role_family'];

const holders = (word: RegExp) => texts.filter(([, text]) => word.test(text)).map(([name]) => name);

describe('what browsers are sent', () => {
	test('is there, with scripts and styles, and names no table of the database that is two words long', () => {
		expect(texts.length).toBeGreaterThan(50);
		const named = tables.filter((table) => table.includes('_') && !ALSO_COLUMNS.includes(table));
		expect(named).toContain('person_identity');
		expect(named.filter((table) => holders(new RegExp(`\\b${table}\\b`)).length > 0)).toEqual([]);
	});

	test('names no variable of the environment', () => {
		const long = VARIABLE_NAMES.filter((name) => name.includes('_'));
		expect(long).toContain('DATABASE_URL');
		expect(long.flatMap((name) => holders(new RegExp(`\\b${name}\\b`)).map((file) => [name, file]))).toEqual([]);
	});

	test('has no source map, and no query language', () => {
		expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
		expect(holders(/sourceMappingURL/)).toEqual([]);
		expect(holders(/\binsert into \w+ \(|\bselect \w+ from \w+ where\b/)).toEqual([]);
	});
});
