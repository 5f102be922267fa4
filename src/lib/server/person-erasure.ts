import { recordAudit } from './audit.ts';
import type { Scope, Transaction } from './database.ts';
import { insertErased, lockErasures } from './erased-people.ts';
import { appendJournal, journalPath } from './erasure-journal.ts';
import { forgetPeople, removeLeftovers, type Forgotten } from './forget-people.ts';
import { lockImports } from './import-lock.ts';
import { personHash, personReference } from './person-keys.ts';
import { isKnownPerson } from './person-record.ts';
import { KINDS_ABOUT_PEOPLE } from './person-rows.ts';
import type { Io } from './runtime.ts';

export type ErasureProblem = 'unknown-person' | 'import-running';
export type ErasureResult = { erased: Forgotten } | { problem: ErasureProblem };

/** After this silence a draft that seems to be read is taken for abandoned. */
const SILENT_SECONDS = 10;

/**
 * Erases one person, by the id as files spell it, from every version, draft and kept file of the organisation, and puts
 * the keyed hash of the id on the list that imports and restored backups are held against. Refused while a file about
 * people is being read.
 */
export async function erasePerson(
	io: Io,
	scope: Scope,
	{ id, requestId = null }: { id: string; requestId?: string | null }
): Promise<ErasureResult> {
	const personKey = io.secrets.personKey(scope.organisation);
	const key = personHash(personKey)(id);
	const result = await io.database.inOrganisation(scope, async (tx) => {
		const isAlone = (await lockErasures(tx, scope, 'erasure', 'try')) && (await lockImports(tx, scope, 'try'));
		if (!isAlone || (await isReading(tx, scope))) return { problem: 'import-running' as const };
		if (!(await isKnownPerson(io, tx, scope, id))) return { problem: 'unknown-person' as const };
		await insertErased(tx, scope, [key]);
		const found = await forgetPeople(io, tx, scope, new Set([key]));
		await recordAudit(tx, scope, {
			action: 'person.erased',
			objectType: 'person',
			objectId: personReference(personKey, id),
			details: { ...found.forgotten },
			requestId
		});
		return found;
	});
	if ('problem' in result) return result;
	appendJournal(journalPath(io), [{ organisation: scope.organisation, person: key }]);
	await removeLeftovers(io, scope, result.leftovers);
	return { erased: result.forgotten };
}

async function isReading(tx: Transaction, scope: Scope): Promise<boolean> {
	const [row] = await tx<{ reads: boolean }[]>`
		select exists (select from dataset_version v join dataset d
			on d.organisation_id = v.organisation_id and d.id = v.dataset_id
			where v.organisation_id = ${scope.organisation} and d.kind in ${tx(KINDS_ABOUT_PEOPLE)} and v.state = 'draft'
				and v.stage in ('receiving', 'reading', 'checking')
				and coalesce(v.worker_heartbeat_at, v.created_at) > now() - make_interval(secs => ${SILENT_SECONDS})) as reads`;
	return row.reads;
}
