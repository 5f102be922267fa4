import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { findCase, readCaseCatalogue } from './case-catalogue.server.ts';

const CASES = 'static/cases';
const twitter = findCase(CASES, 'twitter')!;

function rows(file: string): Record<string, string>[] {
	return parse(readFileSync(join(CASES, 'twitter', file)), { columns: true }) as Record<string, string>[];
}
const byId = (id: string) => rows('events.csv').find((row) => row.event_id === id)!;

describe('the package of every case', () => {
	test('each file has the SHA-256 and the size its package states', () => {
		for (const entry of readCaseCatalogue(CASES)) {
			expect(entry.resources.length).toBeGreaterThan(0);
			for (const resource of [...entry.resources, ...entry.series]) {
				const bytes = readFileSync(join(CASES, entry.id, resource.path));
				expect([resource.path, createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([
					resource.path,
					resource.sha256,
					resource.bytes
				]);
			}
		}
	});

	test('the compilation is CC BY 4.0', () => {
		expect(twitter.licences.map((licence) => licence.name)).toEqual(['CC-BY-4.0']);
	});

	test('a package of another name than its folder is refused with its path', () => {
		const folder = mkdtempSync(join(tmpdir(), 'cases-'));
		mkdirSync(join(folder, 'other'));
		writeFileSync(join(folder, 'other/datapackage.json'), readFileSync(join(CASES, 'twitter/datapackage.json')));
		expect(() => readCaseCatalogue(folder)).toThrow(/other.datapackage\.json names the case "twitter"/);
		rmSync(folder, { recursive: true });
	});

	test('a case that does not exist is null', () => {
		expect(findCase(CASES, 'nobody')).toBeNull();
	});
});

describe('the Twitter case', () => {
	test('every row cites a source and every row has a confidence', () => {
		for (const { path } of twitter.resources)
			for (const row of rows(path)) {
				expect(row.source).not.toBe('');
				expect(['high', 'medium', 'low']).toContain(row.confidence);
			}
	});

	test('every figure is ordered low <= best <= high as far as it is given and has a status', () => {
		for (const [file, names] of Object.entries({
			'events.csv': ['affected', 'base'],
			'incidents.csv': ['peak_reports'],
			'headcounts.csv': ['headcount'],
			'team-impacts.csv': ['before', 'after', 'cut']
		}))
			for (const row of rows(file))
				for (const name of names) {
					const given = ['low', 'best', 'high'].map((end) => row[`${name}_${end}`]).filter((cell) => cell !== '');
					expect(given.map(Number)).toEqual(given.map(Number).sort((a, b) => a - b));
					if (given.length > 0) expect(['reported', 'estimated', 'computed', 'disputed']).toContain(row.figure_status);
				}
	});

	test('the ultimatum ended on 17 November 2022 at 17:00 in New York, silence counted as leaving, base 2,900 or 3,700', () => {
		expect(byId('twitter-2022-11-17-ultimatum')).toMatchObject({
			event_type: 'ultimatum',
			deadline_at_local: '2022-11-17T17:00',
			time_zone: 'America/New_York',
			question: 'opt_in_to_stay',
			silence_rule: 'resign',
			severance_months: '3',
			base_low: '2900',
			base_best: '',
			base_high: '3700',
			figure_status: 'disputed'
		});
	});

	test('a count that no source publishes stays empty', () => {
		expect(byId('twitter-2022-11-20-sales')).toMatchObject({ affected_low: '', affected_best: '', affected_high: '' });
	});

	test('"hundreds" is 100 to 999 without a best value', () => {
		const refusals = twitter.contradictions.find((entry) => entry.id === 'refusals')!;
		expect(refusals.statements.map((statement) => statement.value)).toContainEqual({
			low: 100,
			best: null,
			high: 999,
			unit: 'people'
		});
	});

	test('the safety figures published in January 2024 are no event', () => {
		expect(rows('events.csv').filter((row) => row.announced_on.startsWith('2024-01'))).toEqual([]);
		expect(rows('team-impacts.csv').find((row) => row.cut_best === '1213')).toMatchObject({
			before_best: '4062',
			after_best: '2849'
		});
	});

	test('all dates lie in 2015 to 2025 and outages without an hour have none', () => {
		const years = rows('events.csv').map((row) => Number(row.announced_on.slice(0, 4)));
		expect([Math.min(...years), Math.max(...years)]).toEqual([2015, 2024]);
		const withoutHour = rows('incidents.csv').filter((row) => row.started_at === '');
		expect(withoutHour.map((row) => row.started_on)).toEqual(['2023-02-08', '2023-03-06']);
	});

	test('the five French-language articles are cited without an address', () => {
		const cited = ['18 November 2022', '25 January 2016', '24 May 2025', '7 December 2023', '25 May 2025'];
		const all = twitter.resources.flatMap(({ path }) => rows(path).flatMap((row) => row.source.split(' | ')));
		for (const date of cited) {
			const found = all.filter((source) => source.includes(date) && source.includes('(address not known)'));
			expect(found.length).toBeGreaterThan(0);
			expect(found.filter((source) => source.includes('http'))).toEqual([]);
		}
	});

	test('the contradictions of deadline, base, unit and start stand side by side and refer to rows of the case', () => {
		const ids = new Set([
			...rows('events.csv').map((row) => row.event_id),
			...rows('incidents.csv').map((row) => row.incident_id)
		]);
		const named = twitter.contradictions.map((entry) => entry.id);
		expect(named).toEqual(
			expect.arrayContaining([
				'deadline',
				'base-before-deadline',
				'outage-2025-unit',
				'outage-2025-start',
				'outage-2016'
			])
		);
		for (const entry of twitter.contradictions) {
			expect(ids).toContain(entry.about);
			expect(entry.statements.length).toBeGreaterThanOrEqual(2);
		}
		expect(Object.keys(twitter.labels).sort()).toEqual([...ids].sort());
	});

	test('related events exist and only the two outages with such reporting are tied to an event', () => {
		const ids = new Set(rows('events.csv').map((row) => row.event_id));
		const related = [...rows('executive-departures.csv'), ...rows('incidents.csv')].map((row) => row.related_event_id);
		for (const id of [...related, ...rows('team-impacts.csv').map((row) => row.event_id)])
			if (id !== '') expect(ids).toContain(id);
		const tied = rows('incidents.csv').filter((row) => row.related_event_id !== '');
		expect(tied.map((row) => row.incident_id)).toEqual(['twitter-2023-02-08', 'twitter-2023-03-06']);
	});

	test('no sentence of the story or of a contradiction is worded as a cause', () => {
		const texts = [
			...twitter.story.en,
			...twitter.story.fr,
			...twitter.contradictions.flatMap((entry) => entry.statements.flatMap(({ text }) => [text.en, text.fr]))
		];
		const causal = /\b(?:because|caused|led to|due to|resulted|consequence|parce que|à cause|provoqu|en raison)/i;
		expect(texts.filter((text) => causal.test(text))).toEqual([]);
	});
});
