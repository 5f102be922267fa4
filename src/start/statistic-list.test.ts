import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shapeText, type Shape } from './statistic-shapes.ts';
import { argumentsFrom, called, signatureText, statistics } from './statistic-list.ts';
import { valueOf, type Fault } from './statistic-values.ts';

const all = statistics();
const named = (name: string) => all.find((each) => each.name === name)!;

/** The names of shapes that hold a function, or another of these shapes. */
function withFunctions(sources: string[]): string[] {
	const shapes = sources.flatMap((source) =>
		source
			.split(/^export interface /m)
			.slice(1)
			.map((rest) => ({ name: rest.slice(0, rest.search(/\W/)), body: rest.slice(0, rest.indexOf('\n}')) }))
	);
	const found = shapes.filter(({ body }) => /^\t\w+\??\(|=>/m.test(body)).map(({ name }) => name);
	for (const { name, body } of [...shapes, ...shapes])
		if (!found.includes(name) && found.some((known) => new RegExp(`\\b${known}\\b`).test(body))) found.push(name);
	return found;
}

test('every public function of the statistics is listed, unless it takes or gives a function', () => {
	const folder = join(import.meta.dirname, '../lib/statistics');
	const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
	const written = files.flatMap((file) => {
		const text = readFileSync(join(folder, file), 'utf8');
		return text
			.split(/^export function /m)
			.slice(1)
			.map((rest) => ({ name: rest.slice(0, rest.search(/\W/)), rest: rest.slice(0, rest.indexOf('{\n')) }));
	});
	expect(written.length).toBeGreaterThan(60);
	const unlisted = written.filter(({ name }) => !all.some((each) => each.name === name));
	const called = withFunctions(files.map((file) => readFileSync(join(folder, file), 'utf8')));
	const isOfFunctions = (text: string) => text.includes('=>') || called.some((name) => text.includes(name));
	expect(unlisted.filter(({ rest }) => !isOfFunctions(rest)).map(({ name }) => name)).toEqual([]);
	expect(all.map(({ name }) => name)).toEqual(all.map(({ name }) => name).sort());
	expect(all.filter(({ summary }) => summary.trim() === '').map(({ name }) => name)).toEqual([]);
});

test('a signature says its fields; an object written out in it gives its fields themselves', () => {
	expect(signatureText(named('garwoodInterval'))).toBe(
		'garwoodInterval {events: number, exposure: number, level?: number}'
	);
	expect(signatureText(named('attritionRates'))).toMatch(
		/^attritionRates \{daily: \{headcount: \[number\], separations: \[number\]\}, start: number, opening\?: number, denominator\?: "personYears" \|/
	);
});

test('137 events in 24.19893 person-years: 4.753125 to 6.692709, as in the help page of R', async () => {
	const { values, faults } = argumentsFrom(named('garwoodInterval'), { events: 137, exposure: 24.19893 });
	expect(faults).toEqual([]);
	const found = (await called(named('garwoodInterval'), values)) as { lower: number; upper: number };
	expect(found.lower).toBeCloseTo(4.753125, 6);
	expect(found.upper).toBeCloseTo(6.692709, 6);
});

test('fields of an object written out reach it: the two-point average of 100 and 90 people', async () => {
	const given = { daily: { headcount: [100, 90], separations: [10, 0] }, start: 0, denominator: 'twoPoint' };
	const found = await called(named('attritionRates'), argumentsFrom(named('attritionRates'), given).values);
	expect((found as { rate: number }).rate).toBeCloseTo(1000 / 95, 10);
});

describe('values of a shape', () => {
	const fault = (shape: Shape, given: unknown) => {
		const faults: Fault[] = [];
		valueOf(shape, given, 'field', faults);
		return faults.map(({ field, text }) => `${field} ${text}`);
	};
	const number: Shape = { kind: 'number' };
	const numbers: Shape = { kind: 'list', of: number, typed: 'Float64Array' };
	const rule: Shape = {
		kind: 'one-of',
		shapes: [
			{ kind: 'word', word: 'stay' },
			{ kind: 'word', word: 'resign' }
		]
	};
	const capped: Shape = {
		kind: 'object',
		fields: [
			{ name: 'kind', shape: { kind: 'word', word: 'capped' }, isOptional: false },
			{ name: 'capYears', shape: number, isOptional: false }
		]
	};

	test.each([
		['a word that is none of the choices', rule, 'leave', ['field must be "stay" | "resign"']],
		['a text for a number', number, '7', ['field must be number']],
		['the third of a list', numbers, [1, 2, null], ['field[2] must be number']],
		['a list that is none', numbers, 5, ['field must be [number]']],
		['a field inside', capped, { kind: 'capped', capYears: 'five' }, ['field.capYears must be number']],
		['a missing field', capped, { kind: 'capped' }, ['field.capYears must be number']],
		['a field there is not', { kind: 'object', fields: [] }, { x: 1 }, ['field.x is none of the fields ']],
		[
			'a choice of objects that comes close',
			{ kind: 'one-of', shapes: [capped, { kind: 'null' }] },
			{ kind: 'capped' },
			['field.capYears must be number']
		],
		['a truth value', { kind: 'boolean' }, 1, ['field must be boolean']],
		['something where nothing may be', { kind: 'null' }, 0, ['field must be null']],
		['a function', { kind: 'function' }, {}, ['field must be function']]
	] as [string, Shape, unknown, string[]][])('%s is a fault that names its field', (_, shape, given, wanted) => {
		expect(fault(shape, given)).toEqual(wanted);
	});

	test('lists become typed arrays or sets where they are wanted, "Infinity" a number', () => {
		expect(valueOf(numbers, [1, 2], 'field', [])).toEqual(Float64Array.of(1, 2));
		expect(valueOf({ ...numbers, typed: 'Set' } as Shape, [1, 1], 'field', [])).toEqual(new Set([1]));
		expect(valueOf(number, '-Infinity', 'field', [])).toBe(-Infinity);
		expect(valueOf(rule, 'stay', 'field', [])).toBe('stay');
		expect(valueOf({ kind: 'anything' }, [1], 'field', [])).toEqual([1]);
	});

	test('shapes are said in words', () => {
		expect(shapeText(capped)).toBe('{kind: "capped", capYears: number}');
		expect(shapeText({ kind: 'list', of: rule, typed: null })).toBe('["stay" | "resign"]');
	});
});
