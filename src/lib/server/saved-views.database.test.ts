import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, createOrganisation, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import type { Scope } from './database.ts';
import { finishNote, listNotes, writeNote } from './notes.ts';
import { deleteView, listViews, saveView } from './saved-views.ts';

let db: TestDatabase;
let own: Scope;
let other: Scope;
let ada: { id: string };
beforeAll(async () => {
	db = await testDatabase();
	own = { organisation: (await createOrganisation(db.database)).id, account: null };
	other = { organisation: (await createOrganisation(db.database)).id, account: null };
	ada = await createAccount(db.database, { organisation: own.organisation, roles: ['analyst'], displayName: 'Ada' });
	own = { ...own, account: ada.id };
});
afterAll(() => db.drop());
const inOwn = <T>(work: Parameters<typeof db.database.inOrganisation<T>>[1]) => db.database.inOrganisation(own, work);
const COVERAGE = { name: 'Night shift', page: 'coverage', query: 'role=sre', pins: null };

test('a view is kept once under a name; the same name on another page is another view', async () => {
	const kept = await inOwn(async (tx) => [
		await saveView(tx, own, COVERAGE),
		await saveView(tx, own, { ...COVERAGE, query: 'role=payroll' }),
		await saveView(tx, own, { ...COVERAGE, page: 'what-if', pins: '12345678-1' })
	]);
	expect(kept.map((id) => id !== null)).toEqual([true, false, true]);
	const all = await inOwn((tx) => listViews(tx, own));
	expect(all.map(({ page, query, pins, createdBy }) => [page, query, pins, createdBy])).toEqual([
		['coverage', 'role=sre', null, 'Ada'],
		['what-if', 'role=sre', '12345678-1', 'Ada']
	]);
	expect((await inOwn((tx) => listViews(tx, own, 'what-if'))).length).toBe(1);
});

test('another organisation sees and deletes none of them', async () => {
	const [{ id }] = await inOwn((tx) => listViews(tx, own));
	const seen = await db.database.inOrganisation(other, async (tx) => [
		await listViews(tx, other),
		await deleteView(tx, other, id)
	]);
	expect(seen).toEqual([[], false]);
	expect(await inOwn((tx) => deleteView(tx, own, id))).toBe(true);
});

test('notes are listed for the pages a reader may open, by the day they are due; done ones last', async () => {
	const note = { kind: 'breach' as const, id: 'payroll-run', page: 'coverage', body: 'Ask the bureau', dueOn: null };
	const [first] = await inOwn(async (tx) => [
		await writeNote(tx, own, { ...note, owner: ada.id }),
		await writeNote(tx, own, { ...note, body: 'Call back', owner: 'nobody', dueOn: '2024-06-01' }),
		await writeNote(tx, own, { ...note, page: 'releases', body: 'Analysts only', owner: null })
	]);
	const read = () => inOwn((tx) => listNotes(tx, own, ['coverage', 'events']));
	expect((await read()).map(({ body, owner, dueOn }) => [body, owner, dueOn])).toEqual([
		['Call back', null, '2024-06-01'],
		['Ask the bureau', 'Ada', null]
	]);
	expect(await inOwn((tx) => finishNote(tx, own, first, ['events']))).toBe(false);
	expect(await inOwn((tx) => finishNote(tx, own, first, ['coverage']))).toBe(true);
	expect((await read()).map(({ doneAt }) => doneAt === null)).toEqual([true, false]);
	expect(await db.database.inOrganisation(other, (tx) => listNotes(tx, other, ['coverage']))).toEqual([]);
});
