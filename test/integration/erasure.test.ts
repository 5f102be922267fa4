import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadRosterColumns } from '../../src/lib/datasets/roster/roster.server.ts';
import { DATASET_KINDS } from '../../src/lib/datasets/registry.ts';
import { importFile } from '../../src/lib/imports/import-file.server.ts';
import { samplePeople } from '../../src/lib/sample-company/sample-files.ts';
import { openSample } from '../../src/lib/sample-company/sample-company.server.ts';
import { verifyAudit } from '../../src/lib/server/audit-chain.ts';
import { openDatabase, type Scope } from '../../src/lib/server/database.ts';
import { publishedVersions } from '../../src/lib/server/dataset-store.ts';
import { lockErasures } from '../../src/lib/server/erased-people.ts';
import { liftBlock } from '../../src/lib/server/erasure-block.ts';
import { appendJournal, journalPath, readJournal } from '../../src/lib/server/erasure-journal.ts';
import { reapplyErasures } from '../../src/lib/server/erasures-again.ts';
import { erasePerson } from '../../src/lib/server/person-erasure.ts';
import { personIdOf } from '../../src/lib/server/person-identities.ts';
import { personHash } from '../../src/lib/server/person-keys.ts';
import { personRecord } from '../../src/lib/server/person-record.ts';
import { KINDS_ABOUT_PEOPLE } from '../../src/lib/server/person-rows.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { createAccount, testDatabase, type TestDatabase } from '../support/database.ts';
import { checkedDraft, rosterText, rosterUpload } from '../support/imports.ts';
import { ownerSql, type OwnerSql } from '../support/owner.ts';

// A sample company of 100 people, of whom one has a row in each of the three tables about people.
const SEED = 3;
const PEOPLE = 100;
const person = [...samplePeople(SEED, PEOPLE)].find(({ answers }) => answers.length === 1)!.id;
const other = [...samplePeople(SEED, PEOPLE)].find(({ answers, id }) => answers.length === 1 && id !== person)!.id;
const QUALIFICATIONS = `person_id,function_id,level\n${person},payroll-run,lead\n${other},payroll-run,\n`;

let db: TestDatabase;
let owner: OwnerSql;
let elsewhere: Io;
let scope: Scope;
let bystander: Scope;

beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
	elsewhere = { ...db.io, database: openDatabase(db.appUrl, { poolSize: 2, waitMs: 60_000 }) };
	scope = await company();
	bystander = await company();
});
afterAll(async () => {
	await Promise.all([owner.end(), elsewhere.database.close()]);
	await db.drop();
});

async function company(): Promise<Scope> {
	const account = await createAccount(db.database);
	const request = { account: account.id, name: 'Sample', language: 'en' };
	const { id } = await openSample(db.io, request, { seed: SEED, people: PEOPLE });
	const own = { organisation: id, account: account.id };
	const bytes = Buffer.from(QUALIFICATIONS);
	await importFile(db.io, own, {
		kind: 'staffing-requirements',
		datasetName: 'Qualified',
		fileName: 'q.csv',
		bytes
	});
	return own;
}

const keyOf = (of: Scope, id = person) => personHash(db.io.secrets.personKey(of.organisation))(id);

/** Rows of the organisation, as text, that hold the words; bytes show as hexadecimal digits. */
async function rowsWith(of: Scope, words: string): Promise<string[]> {
	const tables = await owner<{ name: string }[]>`
		select c.relname as name from pg_class c join pg_attribute t on t.attrelid = c.oid
		where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and t.attname = 'organisation_id' and t.attnum > 0`;
	const found = [];
	for (const { name } of tables) {
		const [{ count }] = await owner`select count(*)::int as count from ${owner(name)} t
			where organisation_id = ${of.organisation} and position(${words} in t::text) > 0`;
		if (count > 0) found.push(`${name}: ${count}`);
	}
	return found.sort();
}

function filesIn(folder: string): string[] {
	const path = join(db.io.dataFolder, folder);
	return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(path, name)).isFile());
}

async function rosterOf(io: Io, of: Scope) {
	const versions = await io.database.inOrganisation(of, (tx) => publishedVersions(tx, of));
	const version = versions.find(({ kind }) => kind === 'roster')!;
	const table = await loadRosterColumns(io, of, version);
	const firstBytes = BigInt(`0x${keyOf(of).slice(0, 16)}`);
	return { version, rows: table.rowCount, holds: table.personKeys!.includes(firstBytes) };
}

test('the kinds about people are those whose rows name one', () => {
	const about = Object.values(DATASET_KINDS).filter((kind) => kind.isAboutPeople || kind.alternative?.isAboutPeople);
	expect(about.map(({ id }) => id).sort()).toEqual([...KINDS_ABOUT_PEOPLE].sort());
});

describe('one person is erased', () => {
	let rowsBefore: number;
	let draftId: string;

	beforeAll(async () => {
		// A second version of the roster, in which one cell of the person is another one, and an open draft.
		const lines = Buffer.from(rosterText(5, { prefix: 'DRAFT-' })).toString();
		const draft = await checkedDraft(
			db.io,
			scope,
			rosterUpload(lines.replace('DRAFT-000000', person), { datasetName: 'Second roster' })
		);
		draftId = draft.id;
		for (const io of [db.io, elsewhere]) {
			const { rows, holds } = await rosterOf(io, scope);
			rowsBefore = rows;
			expect(holds).toBe(true);
		}
	});

	test('not while a file is being read: nothing changes', async () => {
		const result = await db.database.inOrganisation(scope, async (tx) => {
			await lockErasures(tx, scope, 'import');
			return erasePerson(elsewhere, scope, { id: person });
		});
		expect(result).toEqual({ problem: 'import-running' });
		expect((await rosterOf(db.io, scope)).holds).toBe(true);
	});

	test('an id that no row has is unknown, and does not get onto the list', async () => {
		expect(await erasePerson(db.io, scope, { id: 'NOBODY-1' })).toEqual({ problem: 'unknown-person' });
		expect(await rowsWith(scope, keyOf(scope, 'NOBODY-1'))).toEqual([]);
	});

	test('everything about the person is one record: 4 places with their rows, the kept files, the acts', async () => {
		const record = await personRecord(db.io, scope, { id: person });
		const places = record!.places.map(({ kind, version, state, rows }) => [kind, version, state, rows]);
		expect(places).toEqual([
			['roster', null, 'draft', 1],
			['roster', 1, 'published', 1],
			['ultimatum-responses', 1, 'published', 1],
			['staffing-requirements', 1, 'published', 1]
		]);
		expect(record!.places[3].data).toEqual([{ line: 2, function_id: 'payroll-run', level: 'lead', since: null }]);
		expect(record!.files.map(({ name }) => name)).toContain('roster.csv');
		expect(record!.acts.map(({ act }) => act)).toEqual(['person.exported']);
		expect(await personRecord(db.io, scope, { id: 'NOBODY-1' })).toBeNull();
	});

	test('3 rows of 3 versions, 1 draft and every upload about people go; the other company keeps all', async () => {
		const before = filesIn('uploads').length;
		const result = await erasePerson(db.io, scope, { id: person, requestId: 'r-1' });
		// Uploads of the sample: roster, responses, requirements; and here: qualifications, the draft.
		expect(result).toEqual({ erased: { rows: 3, versions: 3, drafts: 1, files: 5 } });
		expect(before - filesIn('uploads').length).toBe(5);
		expect(await rowsWith(scope, keyOf(scope))).toEqual(['erased_person: 1']);
		// Of the ids that are kept encrypted some bytes may look like those of a short one.
		expect((await rowsWith(scope, person)).filter((found) => !found.startsWith('person_identity'))).toEqual([]);
		// The draft was all there was of its dataset.
		const left = await owner`select state from dataset_version where id = ${draftId}`;
		expect([...left]).toEqual([]);
		const key = Buffer.from(keyOf(bystander), 'hex');
		const asBystander = await db.database.inOrganisation(bystander, (tx) => personIdOf(db.io, tx, bystander, key));
		expect(asBystander).toBe(person);
		expect((await rosterOf(db.io, bystander)).holds).toBe(true);
	});

	test('the id of somebody else in the same part is still readable, that of the person is not', async () => {
		const read = (id: string) =>
			db.database.inOrganisation(scope, (tx) => personIdOf(db.io, tx, scope, Buffer.from(keyOf(scope, id), 'hex')));
		expect([await read(person), await read(other)]).toEqual([null, other]);
	});

	test('columns are without the person in this process and in another one that had them in memory', async () => {
		for (const io of [db.io, elsewhere]) {
			const { rows, holds, version } = await rosterOf(io, scope);
			expect([rows, holds, version.revision === 'first']).toEqual([rowsBefore - 1, false, false]);
		}
		const [{ count }] = await owner`select row_count::int as count from dataset_version
			where organisation_id = ${scope.organisation} and as_of is not null and state = 'published'`;
		expect(count).toBe(rowsBefore - 1);
		const bytes = Buffer.from(keyOf(scope).slice(0, 16), 'hex');
		const swapped = Buffer.from(bytes).reverse();
		const files = filesIn(join('columns', scope.organisation)).map((name) =>
			readFileSync(join(db.io.dataFolder, 'columns', scope.organisation, name))
		);
		expect(files.length).toBeGreaterThan(0);
		expect(files.filter((file) => file.includes(bytes) || file.includes(swapped))).toEqual([]);
	});

	test('the audit log says that it was done, by whom and how much, and its chain is whole', async () => {
		const [entry] = await owner`select account_id as account, object_type as type, object_id as id, details,
			request_id as request from audit_entry where organisation_id = ${scope.organisation} and action = 'person.erased'`;
		expect(entry).toMatchObject({
			account: scope.account,
			type: 'person',
			details: { rows: 3, versions: 3, drafts: 1, files: 5 },
			request: 'r-1'
		});
		expect(entry.id).toMatch(/^[0-9a-f]{24}$/);
		expect(keyOf(scope)).not.toContain(entry.id);
		const chain = await db.database.inOrganisation(scope, (tx) => verifyAudit(tx, scope));
		expect(chain.broken).toBeNull();
	});

	test('a file that names the person again is imported without: 1 row left out, said without a line', async () => {
		const bytes = Buffer.from(QUALIFICATIONS);
		const name = { kind: 'staffing-requirements' as const, datasetName: 'Again', fileName: 'again.csv' };
		const { report } = await importFile(db.io, scope, { ...name, bytes });
		expect(report).toMatchObject({ rowCount: 1, excludedCount: 1, counts: { ROW_ERASED: 1 } });
		expect(report.issues.filter(({ code }) => code === 'ROW_ERASED')).toEqual([]);
		expect(await rowsWith(scope, keyOf(scope))).toEqual(['erased_person: 1']);
		const { report: foreign } = await importFile(db.io, bystander, { ...name, bytes });
		expect(foreign.rowCount).toBe(2);
	});
});

describe('a database that has not heard of an erasure', () => {
	test('hears of it from the journal: the person is erased again at the start, once', async () => {
		expect(readJournal(journalPath(db.io))).toMatchObject([{ organisation: scope.organisation, person: keyOf(scope) }]);
		// As after a restored backup: the list is empty and a file with the person was published.
		await owner`delete from erased_person`;
		const bytes = Buffer.from(QUALIFICATIONS + `${other},incident-command,\n`);
		await importFile(db.io, scope, {
			kind: 'staffing-requirements',
			datasetName: 'Qualified',
			fileName: 'q.csv',
			bytes
		});
		expect(await rowsWith(scope, keyOf(scope))).not.toEqual([]);
		const first = await reapplyErasures(db.io);
		expect(first).toMatchObject([{ people: 1, unheard: 1, forgotten: { rows: 1, versions: 1, drafts: 0 } }]);
		expect(await rowsWith(scope, keyOf(scope))).toEqual(['erased_person: 1']);
		expect(await reapplyErasures(db.io)).toMatchObject([{ people: 1, unheard: 0, forgotten: null }]);
	});

	test('a journal that was lost is written again from the list, and one of another folder is taken in', async () => {
		writeFileSync(journalPath(db.io), '');
		const further = [{ organisation: bystander.organisation, person: keyOf(bystander) }];
		const results = await reapplyErasures(db.io, { further, all: true });
		expect(results.map(({ people, unheard }) => [people, unheard]).sort()).toEqual([
			[1, 0],
			[1, 1]
		]);
		expect(await rowsWith(bystander, keyOf(bystander))).toEqual(['erased_person: 1']);
		const people = readJournal(journalPath(db.io)).map((entry) => entry.person);
		expect(people.sort()).toEqual([keyOf(scope), keyOf(bystander)].sort());
	});

	test('taken off the list with a reason, the person is imported again: 2 rows; a restored list hears of it too', async () => {
		const lift = (id: string) => liftBlock(db.io, scope, { id, reason: 'employed again', requestId: 'r-2' });
		expect(await lift('NOBODY-1')).toBe('not-listed');
		expect(await lift(person)).toBeNull();
		const [entry] = await owner`select account_id as account, object_id as id, details, request_id as request
			from audit_entry where organisation_id = ${scope.organisation} and action = 'person.block-lifted'`;
		expect(entry).toMatchObject({ account: scope.account, details: { reason: 'employed again' }, request: 'r-2' });
		expect(entry.id).toMatch(/^[0-9a-f]{24}$/);
		const bytes = Buffer.from(QUALIFICATIONS);
		const name = { kind: 'staffing-requirements' as const, datasetName: 'Hired again', fileName: 'q.csv' };
		expect((await importFile(db.io, scope, { ...name, bytes })).report).toMatchObject({ rowCount: 2 });
		// As after a restored backup: the list of the database still names the person.
		await owner`insert into erased_person (organisation_id, person_key)
			values (${scope.organisation}, decode(${keyOf(scope)}, 'hex'))`;
		expect(await reapplyErasures(db.io)).toMatchObject([{ people: 1, unheard: 0, forgotten: null }]);
		expect(await rowsWith(scope, keyOf(scope))).not.toContain('erased_person: 1');
		// Erased once more, the later entry holds.
		appendJournal(journalPath(db.io), [{ organisation: scope.organisation, person: keyOf(scope) }]);
		expect((await reapplyErasures(db.io)).map(({ people, unheard }) => [people, unheard]).sort()).toEqual([
			[1, 0],
			[1, 1]
		]);
		expect(await rowsWith(scope, keyOf(scope))).toEqual(['erased_person: 1']);
	});

	test('a journal with half a line is an error that names the line', () => {
		writeFileSync(journalPath(db.io), '{"organisation":"3f2a');
		expect(() => readJournal(journalPath(db.io))).toThrow('Line 1');
	});
});
