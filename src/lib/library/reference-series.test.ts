import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { findCase } from './case-catalogue.server.ts';
import { labourTurnover } from './labour-turnover.server.ts';
import { referenceTurnover } from './reference-series.server.ts';

const FOLDER = 'static/reference';
const { months, vintage, publisher } = referenceTurnover(FOLDER);
const at = (month: string) => months.find((each) => each.month === month)!;

test('132 months from January 2013 to December 2023 in the vintage of 1 February 2024, by the BLS', () => {
	expect([months.length, months[0].month, months.at(-1)!.month]).toEqual([132, '2013-01', '2023-12']);
	expect([vintage, publisher.href]).toEqual(['2024-02-01', 'https://www.bls.gov/jlt/']);
});

test('8.6% were laid off in March 2020, and 2.8 to 3.0% quit in each month from November 2021 to April 2022', () => {
	expect(at('2020-03')).toMatchObject({ quits: 1.9, layoffs: 8.6, separations: 10.8 });
	const peak = months.filter(({ month }) => month >= '2021-11' && month <= '2022-04').map(({ quits }) => quits);
	expect(peak).toHaveLength(6);
	expect(peak.every((rate) => rate >= 2.8 && rate <= 3)).toBe(true);
});

test('its 36 months from 2021 are those that stand beside the layoffs of 2022 and 2023: one vintage', () => {
	const layoffs = findCase('static/cases', 'tech-layoffs-2022-23')!;
	expect(months.slice(-36)).toEqual(labourTurnover(join('static/cases', layoffs.id), layoffs.series[0]));
	expect(layoffs.series[0].vintage).toBe(vintage);
});

test('a changed file and a package without a vintage are refused', () => {
	const folder = mkdtempSync(join(tmpdir(), 'reference-'));
	const home = join(folder, 'us-labour-turnover');
	const changed = (file: string, from: string, to: string) => {
		cpSync(FOLDER, folder, { recursive: true });
		const before = readFileSync(join(home, file), 'utf8');
		expect(before).toContain(from);
		writeFileSync(join(home, file), before.replace(from, to));
		return () => referenceTurnover(folder);
	};
	expect(changed('labour-turnover.csv', '2020-03,', '2020-03,1')).toThrow('SHA-256');
	expect(changed('datapackage.json', '"vintage": "2024-02-01"', '"vintage": "lately"')).toThrow('vintage');
	rmSync(folder, { recursive: true });
});

const real = process.env.REAL_DATA_DIR;

test.runIf(real)('each of the 660 rates is that of the file it was taken from', () => {
	const file = join(real!, 'benchmarks/jolts_total_nonfarm_2013_2023.csv');
	const rows = parse(readFileSync(file), { columns: true }) as { date: string; series: string; value: string }[];
	const values = new Map(rows.map(({ date, series, value }) => [`${date.slice(0, 7)} ${series}`, Number(value)]));
	const codes = { openings: 'jor', hires: 'hr', quits: 'qr', layoffs: 'ldr', separations: 'tsr' } as const;
	const names = Object.keys(codes) as (keyof typeof codes)[];
	const ours = months.flatMap((month) => names.map((name) => [`${month.month} ${codes[name]}`, month[name]] as const));
	expect(ours).toHaveLength(660);
	expect(ours.filter(([key, value]) => values.get(key) !== value)).toEqual([]);
});
