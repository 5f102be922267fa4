import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../../test/support/read-table.ts';
import { headerKey } from '../imports/file/header-words.ts';
import { codeWords } from '../imports/values/words.ts';
import { layoutOf, storedFields } from './dataset.ts';
import { DATASET_KINDS, dataDictionary, kindById, templateCsv } from './registry.ts';

const layouts = Object.values(DATASET_KINDS).flatMap((kind) => [
	{ name: kind.id, kind, layout: kind, file: `${kind.id}/${kind.id}.example.csv` },
	...(kind.alternative
		? [
				{
					name: `${kind.id} (second layout)`,
					kind,
					layout: kind.alternative,
					file: `${kind.id}/qualifications.example.csv`
				}
			]
		: [])
]);
const messages = (locale: string) =>
	JSON.parse(readFileSync(new URL(`../messages/${locale}/fields.json`, import.meta.url), 'utf8')) as Record<
		string,
		string
	>;

describe.each(layouts)('$name', ({ kind, layout, file }) => {
	const template = templateCsv(layout);
	const example = readFileSync(new URL(file, import.meta.url), 'utf8');

	test('the example file begins with the template', () => {
		expect(example.startsWith(template)).toBe(true);
	});

	test('the example file imports unchanged: every row kept, nothing asked but the snapshot day of a roster', async () => {
		const { first, open, rows, report } = await readTable(kind, example, { answers: { 'as-of': '2023-06-30' } });
		expect(first.questions.map(({ code }) => code)).toEqual(kind.id === 'roster' ? ['AS_OF'] : []);
		expect(open).toEqual([]);
		expect([report.excludedCount, report.counts, rows.length]).toEqual([
			0,
			{},
			example.trim().split('\r\n').length - 1
		]);
		expect(first.plan.columns.map(({ field }) => field)).toEqual(template.split('\r\n')[0].split(','));
	});

	test('the columns fit the database table, in names', () => {
		const sql = ['0003-people.sql', '0004-public-facts.sql', '0017-requisitions.sql']
			.map((name) => readFileSync(new URL(`../../../migrations/${name}`, import.meta.url), 'utf8'))
			.join('\n');
		const table = new RegExp(`create table ${layout.table} \\(([\\s\\S]*?)\\n\\);`).exec(sql)?.[1] ?? '';
		const names = new Set([...table.matchAll(/^\t([a-z_]+) /gm)].map((match) => match[1]));
		const wanted = storedFields(layout).flatMap((field) => {
			if (field.type === 'person-id') return ['person_key'];
			if (field.type !== 'range') return [field.name];
			return ['low', 'best', 'high', ...(field.hasText ? ['text'] : [])].map((bound) => `${field.name}_${bound}`);
		});
		expect(wanted.filter((name) => !names.has(name))).toEqual([]);
		expect([...names].filter((name) => !wanted.includes(name)).sort()).toEqual(
			['line', 'organisation_id', 'version_id', 'primary', 'foreign', 'check', 'unique']
				.filter((name) => names.has(name))
				.sort()
		);
	});

	test('every field has a label in both languages, and every code a word', () => {
		for (const locale of ['en', 'fr']) {
			const known = messages(locale);
			const keys = layout.fields.flatMap((field) => [
				field.name,
				...Object.keys(field.codes ?? {}).map((code) => `code-${code}`)
			]);
			expect(keys.filter((key) => !(key in known))).toEqual([]);
		}
	});

	test('every stored field is known by a name in English, French and German', () => {
		const unnamed = storedFields(layout).filter(({ synonyms }) =>
			Object.values(synonyms).some((names) => !names.length)
		);
		// Counted from the percentage itself; a column of its own only in our template.
		expect(unnamed.map(({ name }) => name)).toEqual(layout.table === 'event' ? ['pct_decimals'] : []);
	});

	test('every field that is needed says why, in both languages', () => {
		const needed = [
			...layout.fields.filter(({ isRequired }) => isRequired).map(({ name }) => name),
			...layout.requiredGroups.map(([name]) => name)
		];
		for (const locale of ['en', 'fr'])
			expect(needed.filter((name) => !(`why-${name}` in messages(locale)))).toEqual([]);
	});

	test('no synonym names two stored fields, and no word two codes', () => {
		const stored = storedFields(layout);
		const keys = stored.flatMap((field) =>
			[...new Set(Object.values(field.synonyms).flat().map(headerKey))].map((key) => ({ key, field: field.name }))
		);
		const shared = keys.filter(({ key, field }) => keys.some((other) => other.key === key && other.field !== field));
		// "exit reason" is decided by its values (IMPORT 4); "from", "since", "date" by what else the file has.
		expect(shared.filter(({ key }) => !['exitreason'].includes(key)).map(({ key }) => key)).toEqual([]);
		for (const field of stored)
			for (const [code] of Object.entries(field.codes ?? {}))
				expect(codeWords(field.codes!).get(headerKey(code))).toBe(code);
	});
});

test('ids of kinds come from outside: unknown ones and names of Object are no kind', () => {
	expect([kindById('roster')?.id, kindById('__proto__'), kindById('toString'), kindById('')]).toEqual([
		'roster',
		null,
		null,
		null
	]);
});

test('the dictionary says that names and birth dates are not stored', () => {
	const lines = dataDictionary(DATASET_KINDS.roster);
	expect(lines.filter(({ isStored }) => !isStored).map(({ name }) => name)).toEqual(
		expect.arrayContaining(['full_name', 'email', 'birth_date', 'address', 'contract_end'])
	);
	expect(lines.find(({ name }) => name === 'person_id')).toMatchObject({ isRequired: true, isStored: true });
});

test('a column mapped to a person makes the second layout of staffing requirements', () => {
	const kind = DATASET_KINDS['staffing-requirements'];
	expect(layoutOf(kind, [null, 'person_id']).table).toBe('qualification');
	expect(layoutOf(kind, ['function_id']).table).toBe('staffing_requirement');
});
