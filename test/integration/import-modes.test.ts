import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	compareVersions,
	decideDraft,
	publishDraft,
	receiveUpload
} from '../../src/lib/imports/drafts/draft.server.ts';
import type { ImportMode } from '../../src/lib/imports/drafts/draft-record.server.ts';
import type { DraftView } from '../../src/lib/imports/drafts/draft-view.ts';
import { missingPeopleList } from '../../src/lib/imports/drafts/missing-people.server.ts';
import { readDraftFile } from '../../src/lib/imports/staging/reading.server.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import { createOrganisation, testDatabase, type TestDatabase } from '../support/database.ts';
import { checkedDraft, published, rosterUpload, viewOf } from '../support/imports.ts';

let db: TestDatabase;
let scope: Scope;
beforeAll(async () => {
	db = await testDatabase();
	scope = { organisation: (await createOrganisation(db.database)).id, account: null };
});
afterAll(() => db.drop());

const HEADER = 'person_id,hire_date,exit_date,separation_type,job_title';
const PUBLISHED = ['1,2020-01-01,,,Cook', '2,2020-01-01,,,Cook', '3,2020-01-01,2021-05-31,voluntary,Cook'];

async function draftOf(name: string, lines: string[], mode: ImportMode = 'replace'): Promise<DraftView> {
	const text = [HEADER, ...lines, ''].join('\n');
	return checkedDraft(db.io, scope, rosterUpload(text, { datasetName: name, mode }));
}

async function decided(draft: DraftView, decision: Parameters<typeof decideDraft>[3]): Promise<DraftView> {
	await (
		await decideDraft(db.io, scope, draft.id, decision)
	).finished;
	return viewOf(db.io, scope, draft.id);
}

const stored = (draft: DraftView) =>
	db.database.inOrganisation(scope, async (tx) => {
		const rows = await tx`select line, hire_date as hired, exit_date as exited, job_title as title from roster_spell
			where version_id = ${draft.id} order by line`;
		return rows.map(({ line, hired, exited, title }) => [line, hired, exited, title]);
	});

describe('a new full roster without 2 of 3 published people, of whom 1 was employed', () => {
	async function withMissing(name: string): Promise<DraftView> {
		await published(db.io, scope, await draftOf(name, PUBLISHED));
		return draftOf(name, ['1,2020-01-01,,,Chef']);
	}

	test('is not published before it is said what became of them', async () => {
		const draft = await withMissing('Asked');
		expect(draft.difference).toMatchObject({ changed: 1, removed: 2, ended: 0, missing: { people: 2, employed: 1 } });
		expect(draft.difference?.separations).toEqual([{ type: 'voluntary', before: 1, after: 0 }]);
		expect(await publishDraft(db.io, scope, draft.id, draft.planHash ?? '')).toMatchObject({
			refused: { code: 'SPELL_MISSING_PEOPLE', details: { count: 2, version: 1 } }
		});
	});

	test('"unchanged" keeps their 2 rows behind those of the file, and no figure of theirs changes', async () => {
		const draft = await decided(await withMissing('Unchanged'), { missingPeople: 'unchanged' });
		expect(await stored(draft)).toEqual([
			[2, '2020-01-01', null, 'Chef'],
			[3, '2020-01-01', null, 'Cook'],
			[4, '2020-01-01', '2021-05-31', 'Cook']
		]);
		expect(draft).toMatchObject({ rowCount: 3, difference: { changed: 1, removed: 0, missing: { people: 2 } } });
		expect(draft.difference?.headcountByMonth).toEqual([]);
		expect(draft.difference?.separations).toEqual([]);
		expect(await published(db.io, scope, draft)).toBe(2);
	});

	test('"left, date unknown" keeps the known exit only: no separation is added, and their headcount goes', async () => {
		const draft = await decided(await withMissing('Date unknown'), { missingPeople: 'date-unknown' });
		expect(await stored(draft)).toEqual([
			[2, '2020-01-01', null, 'Chef'],
			[3, '2020-01-01', '2021-05-31', 'Cook']
		]);
		expect(draft.difference?.separations).toEqual([]);
		const months = draft.difference?.headcountByMonth ?? [];
		expect(months[0]).toEqual({ month: '2020-01', before: 3, after: 2 });
		expect(months.at(-1)).toEqual({ month: '2023-01', before: 2, after: 1 });
		expect(await published(db.io, scope, draft)).toBe(2);
	});

	test('"removed" leaves them out, and another decision may follow before publishing', async () => {
		const first = await decided(await withMissing('Removed'), { missingPeople: 'unchanged' });
		const draft = await decided(first, { missingPeople: 'removed' });
		expect(await stored(draft)).toEqual([[2, '2020-01-01', null, 'Chef']]);
		expect(await published(db.io, scope, draft)).toBe(2);
	});
});

describe('people kept as "unchanged" are remembered', () => {
	const answered = async (name: string, lines: string[], missingPeople: 'unchanged' | 'removed') => {
		const draft = await decided(await draftOf(name, lines), { missingPeople });
		await published(db.io, scope, draft);
		return draft;
	};

	test('2 of them are missing again: only a third person is asked about, and both stay whatever is said of the third', async () => {
		await published(db.io, scope, await draftOf('Again', [...PUBLISHED, '4,2020-01-01,,,Cook']));
		await answered('Again', ['1,2020-01-01,,,Chef', '4,2020-01-01,,,Cook'], 'unchanged');
		const draft = await draftOf('Again', ['1,2020-01-01,,,Head chef']);
		expect(draft.difference).toMatchObject({ missing: { people: 1, employed: 1 }, remembered: 2 });
		const removed = await decided(draft, { missingPeople: 'removed' });
		expect(await stored(removed)).toEqual([
			[2, '2020-01-01', null, 'Head chef'],
			[3, '2020-01-01', null, 'Cook'],
			[4, '2020-01-01', '2021-05-31', 'Cook']
		]);
		expect(await published(db.io, scope, removed)).toBe(3);
		const list = await missingPeopleList(db.io, scope, draft.id);
		expect(list?.split('\r\n').map((line) => line.split(',').at(-1)?.replaceAll('"', ''))).toEqual([
			'kept_before',
			'no',
			'yes',
			'yes',
			''
		]);
	});

	test('alone they are no question: the next file is published at once; asked about again, they are one', async () => {
		await published(db.io, scope, await draftOf('Alone', PUBLISHED));
		await answered('Alone', ['1,2020-01-01,,,Chef'], 'unchanged');
		const draft = await draftOf('Alone', ['1,2020-01-01,,,Head chef']);
		expect(draft).toMatchObject({ rowCount: 3, difference: { removed: 0, changed: 1, unchanged: 2, remembered: 2 } });
		expect(draft.difference?.missing).toBeUndefined();
		const asked = await decided(draft, { asksAgain: true });
		expect(asked.difference).toMatchObject({ removed: 2, missing: { people: 2, employed: 1 } });
		expect(await publishDraft(db.io, scope, asked.id, asked.planHash ?? '')).toMatchObject({
			refused: { code: 'SPELL_MISSING_PEOPLE' }
		});
		await published(db.io, scope, await decided(asked, { missingPeople: 'removed' }));
		expect((await draftOf('Alone', ['1,2020-01-01,,,Cook'])).difference).not.toHaveProperty('remembered');
	});

	test('rows added in between change nothing: person 3, kept before, is still not asked about', async () => {
		await published(db.io, scope, await draftOf('Between', PUBLISHED));
		await answered('Between', ['1,2020-01-01,,,Cook', '2,2020-01-01,,,Cook'], 'unchanged');
		await published(db.io, scope, await draftOf('Between', ['5,2020-01-01,,,Cook'], 'append'));
		const draft = await draftOf('Between', ['1,2020-01-01,,,Cook', '5,2020-01-01,,,Cook']);
		expect(draft.difference).toMatchObject({ missing: { people: 1, employed: 1 }, remembered: 1 });
	});
});

describe('appending and correcting are not replacing', () => {
	test('2 appended rows, 1 of a published person: both are kept and the conflict names line 2', async () => {
		await published(db.io, scope, await draftOf('Append', PUBLISHED));
		const draft = await draftOf('Append', ['3,2022-01-01,,,Cook', '4,2022-01-01,,,Cook'], 'append');
		expect(draft).toMatchObject({
			rowCount: 5,
			difference: { added: 1, changed: 1, conflicts: { rows: 1, lines: [2] } }
		});
		expect(draft.difference?.missing).toBeUndefined();
		expect((await stored(draft)).map(([line]) => line)).toEqual([2, 3, 4, 6, 7]);
	});

	test('the same file as a correction replaces the rows of person 3, named by line 2, and adds person 4', async () => {
		await published(db.io, scope, await draftOf('Correct', PUBLISHED));
		const appended = await draftOf(
			'Correct',
			['3,2020-01-01,2021-06-30,retirement,Cook', '4,2022-01-01,,,Cook'],
			'append'
		);
		const draft = await decided(appended, { mode: 'correct' });
		expect(draft).toMatchObject({ mode: 'correct', rowCount: 4, difference: { added: 1, changed: 1, unchanged: 2 } });
		expect(await stored(draft)).toEqual([
			[2, '2020-01-01', null, 'Cook'],
			[3, '2020-01-01', null, 'Cook'],
			[6, '2020-01-01', '2021-06-30', 'Cook'],
			[7, '2022-01-01', null, 'Cook']
		]);
		// Stored as row 6, behind those that were published: in its own file it is line 2.
		const changed = { line: 2, field: 'exit_date', before: '2021-05-31', after: '2021-06-30' };
		expect(draft.difference?.samples).toContainEqual(changed);
		expect(await published(db.io, scope, draft)).toBe(2);
		const versions = await compareVersions(db.io, scope, draft.dataset.id, { from: 1, to: 2 });
		expect(versions?.samples).toContainEqual(changed);
	});

	test('of facts, an appended row whose key is published gives way to it; a correction takes its place', async () => {
		const header = 'function_id,name,role_family,required_min,from_date';
		const upload = (rows: string[], mode: ImportMode) => {
			const text = [header, ...rows, ''].join('\n');
			return rosterUpload(text, { kind: 'staffing-requirements', datasetName: 'Minimum', mode });
		};
		const minimum = (draft: DraftView) =>
			db.database.inOrganisation(scope, async (tx) => {
				const rows = await tx`select function_id as id, required_min as minimum from staffing_requirement
					where version_id = ${draft.id} order by line`;
				return rows.map(({ id, minimum }) => [id, minimum]);
			});
		const first = await checkedDraft(
			db.io,
			scope,
			upload(['sec,S,security,8,', 'pay,P,payroll,3,2022-01-01'], 'replace')
		);
		await published(db.io, scope, first);
		const more = ['sec,S,security,9,', 'pay,P,payroll,4,2023-01-01'];
		const appended = await checkedDraft(db.io, scope, upload(more, 'append'));
		expect(await minimum(appended)).toEqual([
			['sec', 8],
			['pay', 3],
			['pay', 4]
		]);
		expect(appended).toMatchObject({
			rowCount: 3,
			excludedCount: 1,
			difference: { conflicts: { rows: 1, lines: [2] } }
		});
		const corrected = await decided(appended, { mode: 'correct' });
		expect(await minimum(corrected)).toEqual([
			['pay', 3],
			['sec', 9],
			['pay', 4]
		]);
		expect(corrected).toMatchObject({ rowCount: 3, excludedCount: 0 });
	});
});

describe('the two layouts of minimum staffing are two datasets', () => {
	const REQUIREMENTS = 'function_id,name,role_family,required_min,from_date\nsec,S,security,8,\n';
	const QUALIFIED = 'person_id,function_id,level\n1,sec,lead\n';
	const send = async (datasetName: string, text: string, mode: ImportMode) => {
		const received = await receiveUpload(
			db.io,
			scope,
			rosterUpload(text, { kind: 'staffing-requirements', datasetName, mode })
		);
		if ('refused' in received) throw new Error(received.refused.code);
		await readDraftFile(db.io, scope, received.draftId, { inspect: true, overrides: null });
		return viewOf(db.io, scope, received.draftId);
	};

	test.each([
		['append', REQUIREMENTS, QUALIFIED],
		['replace', REQUIREMENTS, QUALIFIED],
		['append', QUALIFIED, REQUIREMENTS]
	] as const)(
		'%s: a file of the other layout is refused with FILE_LAYOUT, and the published row stays',
		async (mode, first, second) => {
			const name = `Layouts ${mode} ${first.length}`;
			await published(db.io, scope, await send(name, first, 'replace'));
			const draft = await send(name, second, mode);
			expect([draft.stage, draft.stageNote]).toEqual(['failed', 'FILE_LAYOUT']);
			expect(
				await db.database.inOrganisation(scope, (tx) => tx`select from import_issue where version_id = ${draft.id}`)
			).toHaveLength(1);
			const again = await send(name, first, 'append');
			expect(again.difference?.conflicts?.rows).toBe(1);
		}
	);
});
