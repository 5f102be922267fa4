import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_ROLE_RULES, DEFAULT_ROLE_FAMILIES } from '../roles/default-role-families.ts';
import { roleFamilyOf } from '../roles/role-rules.ts';
import { LEVELS, ROLES } from './company-model.ts';
import { countSample, sampleFiles } from './sample-files.ts';
import { rosterSize } from './sample-person.ts';

type Row = Record<string, string>;
const files = new Map<string, Row[]>();
const rows = (name: string) => files.get(name)!;

function bytesOf(name: string, options = {}): Buffer {
	return Buffer.concat([
		...sampleFiles(options)
			.find((file) => file.fileName === name)!
			.chunks()
	]);
}

beforeAll(() => {
	for (const file of sampleFiles())
		files.set(file.fileName, parse(Buffer.concat([...file.chunks()]), { columns: true }) as Row[]);
});

/** People who work on a day, counted from the file by comparing ISO texts. */
function working(day: string, department: string): number {
	return rows('roster.csv').filter(
		(row) =>
			row.department === department &&
			row.hire_date <= day &&
			(row.last_working_day === '' || row.last_working_day >= day)
	).length;
}

describe('size', () => {
	test('7,500 people give 7,500 + 3,750 former + 468 later hires = 11,718 rows', () => {
		expect(rosterSize(7_500)).toEqual({ former: 3_750, backfills: 468, rows: 11_718 });
		expect(rows('roster.csv').length).toBe(11_718);
	});

	test('640,000 people give 1,000,000 rows', () => {
		expect(rosterSize(640_000).rows).toBe(1_000_000);
	});

	test('99 and 5,000,001 people are refused', () => {
		expect(() => sampleFiles({ people: 99 })).toThrow('100 to 5000000');
		expect(() => sampleFiles({ people: 5_000_001 })).toThrow('100 to 5000000');
	});

	test('a reader who stops early makes nothing more: the first chunk of 5,000,000 people comes at once', () => {
		const [roster] = sampleFiles({ people: 5_000_000 });
		const first = roster.chunks().next().value!;
		expect(first.length).toBeGreaterThan(60_000);
		expect(first.length).toBeLessThan(80_000);
	});
});

describe('the same bytes each time', () => {
	test('two runs agree, another seed does not', () => {
		expect(bytesOf('roster.csv', { people: 500 }).equals(bytesOf('roster.csv', { people: 500 }))).toBe(true);
		expect(bytesOf('roster.csv', { people: 500 }).equals(bytesOf('roster.csv', { people: 500, seed: 2 }))).toBe(false);
	});

	test('the roster of 1,000 people keeps its SHA-256 from version to version', () => {
		const hash = createHash('sha256')
			.update(bytesOf('roster.csv', { people: 1_000 }))
			.digest('hex');
		expect(hash).toBe('e3eeca4b57d33841fcdbd76e239361566c619cec4de7c3452de1dd3914262c80');
	});
});

describe('the roster', () => {
	test('dates are in order hire <= notice <= last day worked <= exit and nobody is hired before March 2012', () => {
		for (const row of rows('roster.csv')) {
			const given = [row.hire_date, row.notice_date, row.last_working_day, row.exit_date].filter((date) => date !== '');
			expect(given).toEqual([...given].sort());
			expect(row.hire_date >= '2012-03-05').toBe(true);
		}
	});

	test('ids are unique and keep their leading zeros', () => {
		const ids = rows('roster.csv').map((row) => row.person_id);
		expect(new Set(ids).size).toBe(11_718);
		expect(ids[0]).toBe('0000001');
	});

	test('7,500 are employed on 4 March 2024 and about half of them on 18 March', () => {
		const employed = (day: string) =>
			rows('roster.csv').filter((row) => row.hire_date <= day && (row.exit_date === '' || row.exit_date >= day)).length;
		expect(employed('2024-03-04')).toBe(7_500);
		// The probabilities of the roles add up to 0.496 of the company; 4 standard deviations are 173 people.
		expect(Math.abs(employed('2024-03-18') - 7_500 * 0.504)).toBeLessThan(173);
	});

	test('each title of each level belongs to its role under the default rules', () => {
		const rules = { families: DEFAULT_ROLE_FAMILIES, rules: DEFAULT_ROLE_RULES };
		for (const role of ROLES)
			for (const title of role.titles)
				for (const [, , write] of LEVELS) {
					const written = write(title, role.department);
					expect([written, roleFamilyOf(rules, written, role.department)]).toEqual([written, role.family]);
				}
	});
});

describe('the ultimatum', () => {
	test('the events file states the counts that the roster shows', () => {
		const counts = countSample(20_240_321, 7_500);
		const events = rows('events.csv');
		const laidOff = rows('roster.csv').filter((row) => row.separation_reason.startsWith('Layoff')).length;
		const didNotStay = rows('roster.csv').filter((row) => row.separation_type.startsWith('ultimatum')).length;
		expect(counts.laidOff).toBe(laidOff);
		expect(events.find((row) => row.event_type === 'layoff')).toMatchObject({
			affected_best: `${laidOff}`,
			base_best: '7500'
		});
		expect(events.find((row) => row.event_type === 'ultimatum')).toMatchObject({
			affected_best: `${didNotStay}`,
			base_best: `${7_500 - laidOff}`
		});
	});

	test('nobody who was laid off answers, and 5 answers are of people the roster does not know', () => {
		const roster = new Map(rows('roster.csv').map((row) => [row.person_id, row]));
		const unknown = rows('ultimatum-responses.csv').filter((row) => !roster.has(row.person_id));
		const laidOff = rows('ultimatum-responses.csv').filter((row) =>
			roster.get(row.person_id)?.separation_reason.startsWith('Layoff')
		);
		expect([unknown.length, laidOff.length]).toEqual([5, 0]);
	});

	test('there are late, early and changed answers, and most of the last day come in the last hour', () => {
		const at = rows('ultimatum-responses.csv').map((row) => row.responded_at);
		const within = (from: string, to: string) => at.filter((time) => time >= from && time <= to).length;
		expect(within('2024-03-21T21:00:01Z', '9')).toBeGreaterThan(20);
		expect(within('0', '2024-03-19T12:59:59Z')).toBeGreaterThan(3);
		expect(at.length - new Set(rows('ultimatum-responses.csv').map((row) => row.person_id)).size).toBeGreaterThan(40);
		expect(within('2024-03-21T20:00:00Z', '2024-03-21T21:00:00Z')).toBeGreaterThan(at.length * 0.3);
	});

	test('security, operations and payroll lose a larger share than ads and sales', () => {
		const lost = (department: string) => 1 - working('2024-03-23', department) / working('2024-03-20', department);
		for (const hard of ['Information Security', 'Site Reliability', 'Payroll'])
			for (const soft of ['Ads and Monetization', 'Sales and Partnerships'])
				expect(lost(hard)).toBeGreaterThan(lost(soft));
	});

	test('four of seven critical roles fall below their minimum after the deadline and payroll alone recovers', () => {
		const departments = new Map(ROLES.map((role) => [role.family, role.department]));
		const below = (day: string) =>
			rows('staffing-requirements.csv')
				.filter((row) => working(day, departments.get(row.role_family)!) < Number(row.required_min))
				.map((row) => row.role_family);
		expect(below('2024-03-04')).toEqual([]);
		expect(below('2024-03-20')).toEqual([]);
		expect(below('2024-03-23')).toEqual(['security', 'sre-operations', 'trust-safety', 'payroll']);
		expect(below('2024-12-31')).toEqual(['security', 'sre-operations', 'trust-safety']);
	});
});

test('executives are named by their post and every public row says that it is generated', () => {
	for (const row of rows('executive-departures.csv')) expect(row.person).toBe(`Holder of the post: ${row.post}`);
	for (const name of ['events.csv', 'executive-departures.csv', 'incidents.csv'])
		for (const row of rows(name))
			expect([row.organisation, row.source]).toEqual(['Tumblebird (fictitious)', 'Generated sample, nobody exists']);
});
