import { recordAudit } from './audit.ts';
import type { Scope, Transaction } from './database.ts';
import { deleteErased, erasedKeys, insertErased, lockErasures } from './erased-people.ts';
import { appendJournal, journalPath, readJournal, standing, type JournalEntry } from './erasure-journal.ts';
import { forgetPeople, removeLeftovers, type Forgotten } from './forget-people.ts';
import { lockImports } from './import-lock.ts';
import type { Io } from './runtime.ts';

/** What applying the list of erased people again came to, for one organisation. */
export interface Reapplied {
	organisation: string;
	/** People on the list, and those of them the database had not heard of. */
	people: number;
	unheard: number;
	forgotten: Forgotten | null;
}

/**
 * Brings the journal beside the database and the list within it together, and erases whom the database had not heard
 * of: a backup of it was restored. `further` are entries of another journal; with `all` everybody on the list is looked
 * for again. Who was taken off the list later is taken off this database's too. An organisation that is no longer there
 * is passed over.
 */
export async function reapplyErasures(
	io: Io,
	{ further = [], all = false }: { further?: JournalEntry[]; all?: boolean } = {}
): Promise<Reapplied[]> {
	const written = readJournal(journalPath(io));
	const organisations = await io.database.inSystem(
		(tx) => tx<{ id: string; slug: string }[]>`select id, slug from organisation order by slug`
	);
	const results = [];
	for (const { id, slug } of organisations) {
		const found = await reapply(io, { organisation: id, account: null }, standing([...written, ...further], id), all);
		const inJournal = standing(written, id).erased;
		const unwritten = [...found.keys].filter((person) => !inJournal.has(person));
		appendJournal(
			journalPath(io),
			unwritten.map((person) => ({ organisation: id, person }))
		);
		if (found.keys.size > 0)
			results.push({
				organisation: slug,
				people: found.keys.size,
				unheard: found.unheard,
				forgotten: found.forgotten
			});
	}
	return results;
}

async function reapply(io: Io, scope: Scope, journal: ReturnType<typeof standing>, all: boolean) {
	const done = await io.database.inOrganisation(scope, async (tx) => {
		const before = await erasedKeys(tx, scope);
		const lifted = [...before].filter((key) => journal.lifted.has(key));
		if (lifted.length > 0) await liftAgain(tx, scope, lifted);
		const listed = new Set([...before].filter((key) => !journal.lifted.has(key)));
		const unheard = [...journal.erased].filter((key) => !listed.has(key));
		const keys = new Set([...listed, ...unheard]);
		const wanted = all ? keys : new Set(unheard);
		if (wanted.size === 0) return { keys, unheard: 0, found: null };
		await lockErasures(tx, scope, 'erasure');
		await lockImports(tx, scope, 'wait');
		await insertErased(tx, scope, unheard);
		const found = await forgetPeople(io, tx, scope, wanted);
		const details = { people: wanted.size, ...found.forgotten };
		await recordAudit(tx, scope, { action: 'person.erased-again', objectType: 'organisation', details });
		return { keys, unheard: unheard.length, found };
	});
	if (done.found) await removeLeftovers(io, scope, done.found.leftovers);
	return { keys: done.keys, unheard: done.unheard, forgotten: done.found?.forgotten ?? null };
}

async function liftAgain(tx: Transaction, scope: Scope, keys: string[]): Promise<void> {
	await lockErasures(tx, scope, 'erasure');
	const people = await deleteErased(tx, scope, keys);
	await recordAudit(tx, scope, {
		action: 'person.block-lifted-again',
		objectType: 'organisation',
		details: { people }
	});
}
