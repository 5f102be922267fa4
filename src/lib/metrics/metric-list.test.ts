import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { MissingInput } from './metric-definition.server.ts';
import { METRICS, metricOf } from './metric-list.server.ts';

const folder = import.meta.dirname;
const messages = (locale: string) =>
	JSON.parse(readFileSync(join(folder, `../messages/${locale}/metrics.json`), 'utf8')) as Record<string, string>;

test('metrics are listed in the order of their ids, each once', () => {
	const ids = METRICS.map((metric) => metric.id);
	expect(ids).toEqual([...new Set(ids)].sort());
});

test('an unknown id is no metric', () => {
	expect(metricOf('headcount')?.unit).toBe('people');
	expect(metricOf('head-count')).toBeNull();
});

describe.each(METRICS.map((metric) => [metric.id, metric] as const))('%s', (id, metric) => {
	test('has a name and a method note in both languages', () => {
		expect([messages('en')[`name.${id}`], messages('fr')[`name.${id}`]]).not.toContain(undefined);
		expect(['.md', '.fr.md'].filter((end) => !existsSync(join(folder, id, id + end)))).toEqual([]);
	});

	test('refuses a parameter it does not know, and says which', () => {
		const { issues } = v.safeParse(metric.parameters, { colour: 'blue' });
		expect(issues?.map((issue) => v.getDotPath(issue))).toContain('colour');
	});

	test('refuses to compute without its inputs', () => {
		expect(() => metric.compute({}, {})).toThrow(MissingInput);
	});
});
