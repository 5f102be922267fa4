import { describe, expect, test } from 'vitest';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';
import { serverLanguage } from '../../../language.server.ts';
import { coverageFigure, roleSentence, type Coverage } from './coverage-figure.ts';

// Security 4 of 10, SRE 6 of 6, payroll 0 of 2, ads 9 of 5, and a role without a minimum.
const row = (name: string, required: number, qualified: number, more: Partial<CoverageRow> = {}): CoverageRow => ({
	functionId: name.toLowerCase(),
	name,
	roleFamily: null,
	isCritical: false,
	required,
	qualified,
	qualifiedBefore: null,
	qualifiedFte: null,
	coverageRatio: required === 0 ? null : qualified / required,
	shortfall: Math.max(0, required - qualified),
	slack: Math.max(0, qualified - required),
	departuresToBreach: required === 0 ? null : Math.max(0, qualified - required + 1),
	status: 'ok',
	belowSince: null,
	recoveredOn: null,
	lastBelowSince: null,
	recoversOn: null,
	...{ daysBelow: 0, personDaysBelow: 0, sureLeavers: 0 },
	...{ expectedLeavers: null, breachProbability: null, breachProbabilityTogether: null },
	series: [],
	requiredSeries: [],
	basis: 'role',
	owner: null,
	fromDate: null,
	source: null,
	...more
});
const security = row('Security', 10, 4, {
	status: 'breach',
	belowSince: '2022-11-17',
	qualifiedBefore: 11,
	isCritical: true
});
const rows = [
	row('Ads', 5, 9),
	row('SRE', 6, 6, { status: 'no_slack' }),
	row('Payroll', 2, 0, { status: 'orphaned', belowSince: '2022-11-18' }),
	security,
	row('Curation', 0, 3, { status: 'not_required' })
];
const coverage: Coverage = {
	metric: 'role-coverage',
	unit: 'people',
	rows,
	summary: {
		on: '2022-11-18',
		before: '2022-11-15',
		from: '2022-10-01',
		clock: 'worked',
		contractors: 'in',
		...{ leaveProbability: null, horizonDays: 90, sigma: 1, personDaysBelow: 0 },
		functions: 5,
		totalShortfall: 8,
		inBreach: 2,
		orphaned: 1,
		noSlack: 1,
		minimumDeparturesToBreach: 0,
		singlePointsOfFailure: 0,
		distinctQualifiedPeople: 22
	},
	notes: [],
	versions: [{ dataset: 'Roster', datasetId: '3f2a91c0-0000', kind: 'roster', version: 3, asOf: '2022-11-30' }]
};
const place = {
	page: 'http://localhost/o/acme/coverage',
	query: 'clock=worked',
	figures: '/o/acme/figures',
	isSample: false,
	retrievedOn: '2026-11-22'
};
const english = serverLanguage('en');
const french = serverLanguage('fr');

describe('coverage as a figure', () => {
	test('the title counts 2 of 4 roles below and 8 people short', () => {
		expect(coverageFigure(coverage, place, english).title).toBe(
			'2 of 4 roles are below minimum staffing on 18 November 2022: 8 people short in all'
		);
		expect(coverageFigure(coverage, place, french).title).toBe(
			'2 rôles sur 4 sous l’effectif minimum au 18 novembre 2022\u202f: il manque 8 personnes en tout'
		);
	});

	test('the table stands in the order of the chart: gaps −6, −2, 0, +3, +4', () => {
		expect(coverageFigure(coverage, place, english).table.rows.map((cells) => cells[0].text)).toEqual([
			'Security (critical)',
			'Payroll',
			'SRE',
			'Curation',
			'Ads'
		]);
	});

	test('the summary names the roles below with their dates, and the one at minimum', () => {
		const { summary } = coverageFigure(coverage, place, english);
		expect(summary).toContain('Security: 4 of 10 people, 6 short, below minimum since 17 November 2022.');
		expect(summary).toContain('1 role is exactly at minimum: one more departure puts it below.');
	});

	test('the table carries the plotted values: 40% (4 of 10), gap −6, before 11', () => {
		const { table } = coverageFigure(coverage, place, english);
		const cells = Object.fromEntries(table.columns.map((entry, index) => [entry.id, table.rows[0][index].text]));
		expect(cells).toMatchObject({
			role: 'Security (critical)',
			required: '10',
			before: '11',
			qualified: '4',
			coverage: '40% (4 of 10)',
			gap: '−6',
			status: 'below minimum',
			'below-since': '17 Nov 2022'
		});
	});

	test('without a comparison day there is no column for before', () => {
		const alone = { ...coverage, summary: { ...coverage.summary, before: null } };
		expect(coverageFigure(alone, place, english).table.columns.map((entry) => entry.id)).not.toContain('before');
	});

	test('a role without a minimum has no coverage, not 0%', () => {
		const { table } = coverageFigure(coverage, place, english);
		expect(table.rows[3][4]).toEqual({ text: '–', value: null });
	});

	test('nothing below reads as a sentence too', () => {
		const fine = { ...coverage, rows: [rows[0], rows[1]] };
		expect(coverageFigure(fine, place, english).title).toBe(
			'All 2 roles reach their minimum staffing on 18 November 2022 (0 below)'
		);
	});

	test('the links and the downloads keep the filters; the frozen link and the files name version 3', () => {
		const figure = coverageFigure(coverage, place, english);
		const page = 'http://localhost/o/acme/coverage?clock=worked';
		expect(figure.permalink).toEqual({
			live: `${page}#coverage`,
			frozen: `${page}&versions=3f2a91c0-3#coverage`
		});
		expect(figure.downloads?.csv).toBe('/o/acme/figures/coverage/csv?clock=worked&versions=3f2a91c0-3');
	});

	test('a role is told in French with its date', () => {
		expect(roleSentence(security, french)).toBe(
			'Security\u202f: 4 sur 10 personnes, il en manque 6, sous le minimum depuis le 17 novembre 2022.'
		);
	});
});
