import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { readCaseCatalogue, type LibraryCase } from './case-catalogue.server.ts';
import { labourTurnover } from './labour-turnover.server.ts';
import { separationsByAgency } from './separations.server.ts';
import { citations } from './sources.ts';

const CASES = 'static/cases';
const cases = readCaseCatalogue(CASES);
const REAL_DATA_DIR = process.env.REAL_DATA_DIR;

type Line = Record<string, string>;
function rows(id: string, file: string): Line[] {
	const path = join(CASES, id, file);
	return existsSync(path) ? (parse(readFileSync(path), { columns: true }) as Line[]) : [];
}
const FIGURES: Record<string, string[]> = {
	'events.csv': ['affected', 'base'],
	'incidents.csv': ['peak_reports'],
	'headcounts.csv': ['headcount'],
	'team-impacts.csv': ['before', 'after', 'cut']
};
const bounds = (row: Line, name: string) => ['low', 'best', 'high'].map((end) => row[`${name}_${end}`]);

describe('every case of the library', () => {
	test.each(cases.map((entry) => [entry.id, entry] as const))(
		'%s: each figure has a source and a status, and low <= best <= high as far as given',
		(id) => {
			for (const [file, names] of Object.entries(FIGURES))
				for (const row of rows(id, file)) {
					expect(citations(row.source).length).toBeGreaterThan(0);
					expect(['high', 'medium', 'low']).toContain(row.confidence);
					for (const name of names) {
						const given = bounds(row, name).filter((cell) => cell !== '');
						expect(given.map(Number)).toEqual(given.map(Number).sort((a, b) => a - b));
						if (given.length > 0)
							expect(['reported', 'estimated', 'computed', 'disputed']).toContain(row.figure_status);
					}
					if (row.cut_percent || row.pct_reported)
						expect(['reported', 'estimated', 'computed', 'disputed']).toContain(row.figure_status);
				}
		}
	);

	test.each(cases.filter(({ contradictions }) => contradictions.length > 0).map((entry) => [entry.id, entry] as const))(
		'%s: a contradiction has two sides or more, each with words in both languages, source and date',
		(_, entry) => {
			for (const { statements, about } of entry.contradictions) {
				expect(Object.keys(entry.labels)).toContain(about);
				expect(statements.length).toBeGreaterThanOrEqual(2);
				expect(new Set(statements.map(({ text }) => text.en)).size).toBe(statements.length);
				for (const { text, source, published } of statements) {
					expect([text.en, text.fr, source].every((words) => words.length > 0)).toBe(true);
					expect(published).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/);
				}
			}
		}
	);

	test.each(cases.map((entry) => [entry.id, entry] as const))(
		'%s: story and titles in both languages, no sentence of them worded as a cause',
		(id, entry) => {
			expect(entry.story.en.length).toBe(entry.story.fr.length);
			const ids = [
				...rows(id, 'events.csv').map((row) => row.event_id),
				...rows(id, 'incidents.csv').map((row) => row.incident_id)
			];
			expect(Object.keys(entry.labels).sort()).toEqual(ids.sort());
			const told = [...entry.story.en, ...entry.story.fr, ...wordsOf(entry)];
			const causal = /\b(?:because|caused|led to|due to|resulted|consequence|parce que|à cause|provoqu|en raison)/i;
			expect(told.filter((words) => causal.test(words))).toEqual([]);
		}
	);

	test('a disputed figure of an event is told as a contradiction of its case', () => {
		const disputed = cases.flatMap(({ id, contradictions }) =>
			rows(id, 'events.csv')
				.filter((row) => row.figure_status === 'disputed')
				.filter((row) => !contradictions.some(({ about }) => about === row.event_id))
				.map((row) => row.event_id)
		);
		expect(disputed).toEqual([]);
	});

	test('a deadline without an hour is a day, one with an hour has a zone', () => {
		for (const { id } of cases)
			for (const row of rows(id, 'events.csv'))
				if (row.deadline_at_local) expect(row.deadline_at_local.includes('T')).toBe(row.time_zone !== '');
	});

	test('silence meant leaving at Twitter and Grindr, is not settled for the five bullets, and staying elsewhere', () => {
		const all = cases.flatMap(({ id }) => rows(id, 'events.csv'));
		const of = (rule: string) =>
			all
				.filter((row) => row.silence_rule === rule)
				.map((row) => row.event_id)
				.sort();
		expect(of('resign')).toEqual(['grindr-2023-rto', 'twitter-2022-11-17-ultimatum']);
		expect(of('undetermined')).toEqual(['us-federal-2025-five-bullets']);
		expect(of('stay')).toHaveLength(11);
	});
});

// Ids of the compilation whose events have another id in the library.
const RENAMED: Record<string, string> = {
	'twitter-2016-01-exec-departures': 'twitter-2016-01-executives',
	'twitter-2022-10-takeover-firings': 'twitter-2022-10-takeover',
	'twitter-2022-11-17-hardcore': 'twitter-2022-11-17-ultimatum',
	'x-2024-11-layoff': 'x-2024-11-01-engineering'
};
test.skipIf(!REAL_DATA_DIR)(
	'all 30 compiled events are in the library with their addresses (set REAL_DATA_DIR)',
	() => {
		const compiled = parse(readFileSync(join(REAL_DATA_DIR!, 'events/attrition_events.csv')), {
			columns: true
		}) as Line[];
		const library = new Map(
			cases.flatMap(({ id }) => rows(id, 'events.csv').map((row) => [row.event_id, row] as const))
		);
		expect(compiled).toHaveLength(30);
		for (const { event_id, sources } of compiled) {
			const row = library.get(RENAMED[event_id] ?? event_id);
			expect([event_id, row === undefined]).toEqual([event_id, false]);
			for (const address of sources.split(' | ').filter((part) => part.startsWith('http') && part !== LOKMAT))
				expect([event_id, row!.source.includes(address)]).toEqual([event_id, true]);
		}
	}
);
test.skipIf(!REAL_DATA_DIR)(
	'all 36 compiled executives, 35 teams, 8 incidents and 24 of 25 headcounts are in the library (set REAL_DATA_DIR)',
	() => {
		const compiled = (file: string) =>
			parse(readFileSync(join(REAL_DATA_DIR!, `events/${file}.csv`)), {
				columns: true,
				relax_column_count: true
			}) as Line[];
		const library = (file: string) => cases.flatMap(({ id }) => rows(id, `${file}.csv`));
		const surname = (person: string) => person.split(' ').at(-1)!;
		const people = library('executive-departures').map(({ person }) => surname(person));
		const executives = compiled('executive_departures');
		expect([executives.length, executives.filter(({ person }) => !people.includes(surname(person)))]).toEqual([36, []]);
		// The unpaid bill of June 2023 is no outage: it is told as an event.
		const told = [
			...library('incidents').map((row) => row.incident_id),
			...library('events').map((row) => row.event_id)
		];
		const incidents = compiled('incidents');
		expect([incidents.length, incidents.filter((row) => !told.includes(row.incident_id))]).toEqual([8, []]);
		expect([compiled('team_impacts').length, library('team-impacts').length]).toEqual([35, 35]);
		const counts = library('headcounts').map(
			(row) => `${row.organisation} ${row.headcount_best || row.headcount_high}`
		);
		const known = compiled('headcount_series');
		const missing = known.filter((row) => !counts.includes(`${row.organisation} ${row.headcount}`));
		// The one of 2013 lies before the first event of any case.
		expect([known.length, missing.map(({ date }) => date)]).toEqual([25, ['2013-06-30']]);
	}
);
// Cited by its name there: the address of the original outlet was not recorded.
const LOKMAT = 'https://www.lokmattimes.com/technology/elon-musk-lays-off-more-employees-from-x-report-1/amp';

test('the series of the federal case: 125,589 separations in September 2025, 17,055 of them at the Treasury', () => {
	const federal = cases.find(({ id }) => id === 'us-federal-2025')!;
	const all = separationsByAgency(join(CASES, federal.id), federal.series[0]);
	const september = all.filter(({ month }) => month === '2025-09');
	expect(september.reduce((sum, { total }) => sum + total, 0)).toBe(125_589);
	expect(september.reduce((sum, { quit }) => sum + quit, 0)).toBe(70_553);
	expect(september.find(({ agencyCode }) => agencyCode === 'TR')).toMatchObject({ total: 17_055, quit: 13_767 });
	// 2025-01 to 2025-11, and the average month of January to November 2024.
	const sum = (from: string, to: string) =>
		all.filter(({ month }) => month >= from && month <= to).reduce((total, row) => total + row.total, 0);
	expect([sum('2025-01', '2025-11'), Math.round(sum('2024-01', '2024-11') / 11)]).toEqual([335_192, 18_285]);
});

test('the labour turnover beside the large layoffs: 36 months of one vintage, December 2023 with 5.4% openings', () => {
	const layoffs = cases.find(({ id }) => id === 'tech-layoffs-2022-23')!;
	const [series] = layoffs.series;
	const all = labourTurnover(join(CASES, layoffs.id), series);
	expect([all.length, all[0].month, all.at(-1)!.month, series.vintage]).toEqual([
		36,
		'2021-01',
		'2023-12',
		'2024-02-01'
	]);
	// Known of this survey: 2.8 to 3.0 % quit in each month from November 2021 to April 2022.
	const peak = all.filter(({ month }) => month >= '2021-11' && month <= '2022-04').map(({ quits }) => quits);
	expect(peak.every((rate) => rate >= 2.8 && rate <= 3)).toBe(true);
	// In the vintage of 2026 the openings of December 2023 are 5.2.
	expect(all.at(-1)).toMatchObject({ openings: 5.4, quits: 2.2, layoffs: 1 });
});

test('a month left out, quits above all separations and a changed file are refused with the line', () => {
	const folder = mkdtempSync(join(tmpdir(), 'series-'));
	const header = 'month,openings_rate,hires_rate,quits_rate,layoffs_rate,separations_rate\n';
	const read = (lines: string, hash?: string) => {
		writeFileSync(join(folder, 'a.csv'), header + lines);
		const sha256 =
			hash ??
			createHash('sha256')
				.update(header + lines)
				.digest('hex');
		const series = {
			name: 'labour-turnover' as const,
			path: 'a.csv',
			title: 'a',
			vintage: '2024-02-01',
			sha256,
			bytes: 1
		};
		return labourTurnover(folder, series);
	};
	expect(read('2021-12,7,4,2.9,0.9,4\n2022-01,7,4,2.9,1.1,4\n')).toHaveLength(2);
	expect(() => read('2021-12,7,4,2.9,0.9,4\n2022-02,7,4,2.9,1,4\n')).toThrow('line 3');
	expect(() => read('2021-12,7,4,2.9,0.9,3.6\n')).toThrow('line 2');
	expect(() => read('2021-12,7,4,2.9,0.9,4\n', 'f'.repeat(64))).toThrow('SHA-256');
	rmSync(folder, { recursive: true });
});

// Every number of the five articles, article by article, as the compilation of their facts lists them.
const ARTICLE_NUMBERS: Record<string, string[]> = {
	'000': [
		'2022-11',
		'3 weeks',
		'44 billion',
		'50%',
		'17:00',
		'Hundreds',
		'10th floor',
		'midnight',
		'Friday',
		'Half',
		'Most'
	],
	'001': ['5 important', '19 January', '3 of 5', '5 continents', 'October 2015', '5 years', 'The 4'],
	'002': ['25,800 accounts', '25,800 reports', '8:51', '650', '3 to 4 hours', '24 hours, 7 days'],
	'003': [
		'7 December 2023',
		'2018',
		'1 billion',
		'March 2023',
		'30 June',
		'1 time a day',
		'226 billion',
		'end of January'
	],
	'004': ['2 hours', '15:00', '17:00', '10 March', '2 earlier test flights', '235 million', '1st quarter']
};
test.each(Object.entries(ARTICLE_NUMBERS))(
	'every number of article %s is told, each claim with its status',
	(id, numbers) => {
		const article = cases.find((entry) => entry.id === 'twitter')!.articles.find((each) => each.id === id)!;
		const said = article.claims.map(({ text }) => text.en).join('\n');
		expect(numbers.filter((number) => !said.includes(number))).toEqual([]);
		expect(article.source.en).toContain('(address not known)');
	}
);

function wordsOf(entry: LibraryCase): string[] {
	return entry.contradictions.flatMap(({ statements }) => statements.flatMap(({ text }) => [text.en, text.fr]));
}
