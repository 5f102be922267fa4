import { describe, expect, test } from 'vitest';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { readEventFile } from '#lib/library/event-file.server.ts';
import { releaseContent, type ReleaseContent } from '#lib/server/releases.ts';
import { serverLanguage } from './language.server.ts';
import { releaseEvent, releaseTeams } from './release-facts.ts';
import { releaseArchive } from './release-file.server.ts';
import { releaseSheet, releaseTables } from './release-tables.ts';

const english = serverLanguage('en');
const CONTENT: ReleaseContent = {
	silenceRule: 'resign',
	asked: 190,
	withheld: [],
	tables: [
		{
			grouping: 'role',
			rows: ['Security', 'Legal', 'other'],
			columns: ['stay', 'leave', 'silent'],
			cells: [
				[40, 10, 20, 75],
				[55, null, null, 80],
				[25, null, null, 35],
				[125, 35, 30, 190]
			]
		}
	],
	curve: {
		people: 190,
		points: [
			{ day: 0, remaining: 190 },
			{ day: 30, remaining: null },
			{ day: 60, remaining: 120 }
		]
	}
};
const release = {
	...{ id: 'r1', title: 'The ultimatum', organisation: 'Acme', releasedOn: '2026-11' },
	...{ threshold: 10, content: CONTENT }
};
const under = (rule: string) => releaseEvent({ ...release, content: { ...CONTENT, silenceRule: rule } }).affected;

describe('a release as an event', () => {
	test('65 who did not say stay, of two counts rounded to 5, were 61 to 69; 190 asked were 188 to 192', () => {
		const event = releaseEvent(release);
		expect(event.affected).toEqual({ low: 61, best: 65, high: 69, text: null });
		expect(event.base).toEqual({ low: 188, best: 190, high: 192, text: null });
		expect([event.announcedOn, event.effectiveOn, event.deadlineAtLocal]).toEqual([null, null, null]);
		expect(event.figureStatus).toBe('computed');
	});

	test('where silence meant staying 35 left; where it was not settled 33 to 69 without a best', () => {
		expect(under('stay')).toEqual({ low: 33, best: 35, high: 37, text: null });
		expect(under('undetermined')).toEqual({ low: 33, best: null, high: 69, text: null });
	});

	test('of a release with a threshold of 40 the published 40 of Security were 40 to 42, the 75 in it 73 to 77', () => {
		const rule = { ...release, threshold: 40, content: { ...CONTENT, silenceRule: 'stay' } };
		const cells = [
			[40, 40, 40, 75],
			[40, 40, 40, 75]
		];
		const tables = [{ grouping: 'role', rows: ['Security'], columns: ['stay', 'leave', 'silent'], cells }];
		const [team] = releaseTeams({ ...rule, content: { ...rule.content, tables } });
		expect([team.cut, team.before]).toMatchObject([
			{ low: 40, high: 42 },
			{ low: 73, high: 77 }
		]);
	});

	test('a role with a hidden count and those put together are left out; a published 10 was 10 or more', () => {
		const teams = releaseTeams(release);
		expect(teams.map(({ team, names }) => [team, names.fr])).toEqual([['Security', 'Sécurité informatique']]);
		expect(teams[0].before).toEqual({ low: 73, best: 75, high: 77, text: null });
		expect(teams[0].cut).toEqual({ low: 28, best: 30, high: 34, text: null });
	});
});

describe('the files of a release', () => {
	test('its sheet has a line for each of 16 counts and 3 days, a hidden one with its mark', () => {
		const { rows } = releaseSheet(CONTENT, english);
		expect(rows).toHaveLength(19);
		const told = rows.map((row) => row.map(({ text }) => text).join(', '));
		expect(told).toContain('Role by answer, Legal, Said leave, c');
		expect(told).toContain('Role by answer, Total, Said stay, 125');
		expect(told.at(-1)).toBe('People of the day of the announcement who never left, after 60 days, Never left, 120');
	});

	test('120 of 190 is 63.2%, 56.1% to 69.7% by Wilson', () => {
		const { table } = releaseTables(CONTENT, english).at(-1)!;
		// Wilson's formula with z = 1.959964, by hand: 0.5610 and 0.6969.
		expect(table.rows[2].map(({ text }) => text)).toEqual(['after 60 days', '120', '63.2%', '56.1%–69.7%']);
		expect(table.rows[1].map(({ text }) => text)).toEqual(['after 30 days', 'c', '–', '–']);
	});

	test('its event file is valid by the served schema and read as one event and one role', async () => {
		const about = { name: 'release-r1', organisation: 'Acme', musterVersion: '0.1.0', origin: 'https://example.org' };
		const archive = releaseArchive(release, about);
		const { files } = await readEventFile(archive);
		expect(files.map(({ kind }) => kind)).toEqual(['events', 'team-impacts']);
		const schema = JSON.parse(readFileSync('static/schemas/event-file-1/datapackage.json', 'utf8')) as object;
		const validate = addFormats(new Ajv({ allErrors: true, strictTypes: false, strictRequired: false })).compile(
			schema
		);
		validate(JSON.parse(new TextDecoder().decode(unzipSync(archive)['datapackage.json'])));
		expect(validate.errors ?? []).toEqual([]);
		expect(new TextDecoder().decode(files[0].bytes)).toContain('61,65,69');
	});
});

describe('the names of released groups on a French page', () => {
	const french = serverLanguage('fr');
	const table = (grouping: string, rows: string[]) => ({
		...{ grouping, rows, columns: ['stay'], cells: [...rows.map(() => [20, 20]), [40, 40]] }
	});
	const content: ReleaseContent = {
		...{ silenceRule: 'resign', asked: 40, withheld: [] },
		tables: [
			table('role', ['Payroll', 'Pickers', 'Keepers', 'no role found', 'other']),
			table('tenure', ['1 to 2 years', 'not stated']),
			table('level', ['IC4'])
		],
		frenchRoles: { Pickers: 'Préparateurs' }
	};
	const names = (language: typeof french) =>
		releaseTables(content, language).map(({ table: { rows } }) =>
			rows.slice(0, -1).map(([{ text, lang }]) => [text, lang])
		);

	test('a role by the French name it was released with, else by that of a standard family, else as it is, in English', () => {
		expect(names(french)).toEqual([
			[
				['Paie', undefined],
				['Préparateurs', undefined],
				['Keepers', 'en'],
				['sans rôle reconnu', undefined],
				[french.t('releases.other'), undefined]
			],
			[
				['1 à 2 ans', undefined],
				['non précisé', undefined]
			],
			[['IC4', undefined]]
		]);
		expect(
			names(english)[0]
				.map(([text]) => text)
				.slice(0, 3)
		).toEqual(['Payroll', 'Pickers', 'Keepers']);
		expect(releaseSheet(content, french).rows.map(([, group]) => group.text)).toContain('Préparateurs');
	});

	test('a release keeps the French names of the roles in its tables and of no other', () => {
		const published = { rows: ['Pickers'], columns: ['stay'], cells: [[20]] };
		const release = {
			...{ asked: 40, threshold: 10, answers: ['stay'], totals: new Map() },
			tables: [{ grouping: 'role', table: { published, audit: [] } }]
		};
		const families = [
			{ nameEn: 'Pickers', nameFr: 'Préparateurs' },
			{ nameEn: 'Spies', nameFr: 'Espions' }
		];
		expect(releaseContent(release, 'stay', { families }).frenchRoles).toEqual({ Pickers: 'Préparateurs' });
	});
});
