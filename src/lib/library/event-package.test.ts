import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { zipFile } from '../../../test/support/zip-file.ts';
import { kindById } from '../datasets/registry.ts';
import { findCase } from './case-catalogue.server.ts';
import { caseArchive } from './event-export.server.ts';
import { readEventFile, RefusedEventFile } from './event-file.server.ts';
import { PACKAGE_KINDS, SCHEMA_FOLDER } from './event-package.ts';
import { tableSchema } from './table-schema.ts';

const CASES = 'static/cases';
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
const schemaAt = (name: string) => join('static', SCHEMA_FOLDER, `${name}.json`);
const ajv = addFormats(new Ajv({ allErrors: true, strictTypes: false, strictRequired: false }));
const validate = ajv.compile(json(schemaAt('datapackage')));
const ids = readdirSync(CASES);

describe('the form of an event file', () => {
	test.each(ids)('the package of %s is valid by the JSON Schema that is served, checked by ajv', (id) => {
		validate(json(join(CASES, id, 'datapackage.json')));
		expect(validate.errors ?? []).toEqual([]);
	});

	test('a package without a checksum, of another form or with one side of a contradiction is not', () => {
		const whole = json(join(CASES, 'automattic', 'datapackage.json'));
		const broken = (change: (copy: typeof whole) => void) => {
			const copy = structuredClone(whole);
			change(copy);
			return validate(copy);
		};
		expect(broken(() => undefined)).toBe(true);
		expect(broken((copy) => delete (copy.resources as Record<string, unknown>[])[0].hash)).toBe(false);
		expect(broken((copy) => Object.assign(copy.muster as object, { format: 2 }))).toBe(false);
		expect(
			broken((copy) =>
				(copy.muster as { contradictions: { statements: unknown[] }[] }).contradictions[0].statements.pop()
			)
		).toBe(false);
	});

	test.each(PACKAGE_KINDS)(
		'the served Table Schema of %s lists the columns of its kind; a change needs a new form',
		(id) => {
			const { $schema, ...served } = json(schemaAt(id));
			expect(served).toEqual(JSON.parse(JSON.stringify(tableSchema(kindById(id)!))));
			expect($schema).toBe('https://specs.frictionlessdata.io/schemas/table-schema.json');
		}
	);

	test.each(ids)(
		'the columns that the package of %s describes are those of its kinds, in the order of the file',
		(id) => {
			const { resources } = json(join(CASES, id, 'datapackage.json')) as {
				resources: { name: string; path: string; schema: { fields: { name: string }[] } }[];
			};
			for (const { name, path, schema } of resources) {
				const header = readFileSync(join(CASES, id, path), 'utf8')
					.split(/\r?\n/)[0]
					.split(',');
				expect(schema.fields.map((field) => field.name)).toEqual(header);
				const kind = kindById(name);
				if (kind) expect(schema).toEqual(JSON.parse(JSON.stringify(tableSchema(kind, header))));
			}
		}
	);

	test('a column of no kind is refused by name', () => {
		expect(() => tableSchema(kindById('events')!, ['event_id', 'salary'])).toThrow('no column "salary"');
	});
});

describe('an event file as one archive', () => {
	const archive = caseArchive(CASES, findCase(CASES, 'automattic')!);

	test('it is read back with its 4 files in the order in which they are imported, and is the same bytes each time', async () => {
		const found = await readEventFile(archive);
		expect(found.name).toBe('automattic');
		expect(found.files.map(({ kind }) => kind)).toEqual([
			'events',
			'executive-departures',
			'headcounts',
			'team-impacts'
		]);
		expect(found.files[0].bytes).toEqual(readFileSync(join(CASES, 'automattic/events.csv')));
		expect(caseArchive(CASES, findCase(CASES, 'automattic')!)).toEqual(archive);
	});

	const description = readFileSync(join(CASES, 'automattic/datapackage.json'), 'utf8');
	const refusal = async (parts: Parameters<typeof zipFile>[0]) =>
		readEventFile(zipFile(parts)).then(
			() => null,
			(error: RefusedEventFile) => [error.reason, error.path]
		);

	test('a file that was changed after the package was made is refused with its name', async () => {
		const events = readFileSync(join(CASES, 'automattic/events.csv'), 'utf8').replace('159', '160');
		const parts = [
			{ name: 'datapackage.json', content: description },
			{ name: 'events.csv', content: events }
		];
		expect(await refusal(parts)).toEqual(['checksum', 'events.csv']);
	});

	test('no archive, no description, a path outside, another form and a package without facts are refused', async () => {
		await expect(readEventFile(new TextEncoder().encode('event_id'))).rejects.toThrow(RefusedEventFile);
		expect(await refusal([{ name: 'events.csv', content: 'a' }])).toEqual(['archive', null]);
		const described = (change: object) => [
			{
				name: 'datapackage.json',
				content: JSON.stringify({ name: 'a', muster: { format: 1 }, resources: [], ...change })
			}
		];
		expect(await refusal(described({ muster: { format: 2 } }))).toEqual(['description', 'muster.format']);
		expect(
			await refusal(
				described({ resources: [{ name: 'events', path: '../../etc.csv', hash: `sha256:${'0'.repeat(64)}` }] })
			)
		).toEqual(['description', 'resources.0.path']);
		expect(await refusal(described({}))).toEqual(['empty', null]);
	});
});
