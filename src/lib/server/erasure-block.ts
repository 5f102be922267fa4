import { recordAudit } from './audit.ts';
import type { Scope } from './database.ts';
import { deleteErased, lockErasures } from './erased-people.ts';
import { appendJournal, journalPath } from './erasure-journal.ts';
import { personHash, personReference } from './person-keys.ts';
import type { Io } from './runtime.ts';

export type LiftProblem = 'not-listed' | 'import-running';

/**
 * Takes somebody off the list of erased people, by the id as files spell it: rows of files to come are taken in again,
 * what was erased does not come back. The reason stands in the audit log. Null where it was done.
 */
export async function liftBlock(
	io: Io,
	scope: Scope,
	{ id, reason, requestId = null }: { id: string; reason: string; requestId?: string | null }
): Promise<LiftProblem | null> {
	const personKey = io.secrets.personKey(scope.organisation);
	const key = personHash(personKey)(id);
	const problem = await io.database.inOrganisation(scope, async (tx) => {
		if (!(await lockErasures(tx, scope, 'erasure', 'try'))) return 'import-running';
		if ((await deleteErased(tx, scope, [key])) === 0) return 'not-listed';
		await recordAudit(tx, scope, {
			action: 'person.block-lifted',
			objectType: 'person',
			objectId: personReference(personKey, id),
			details: { reason },
			requestId
		});
		return null;
	});
	if (problem === null)
		appendJournal(journalPath(io), [{ organisation: scope.organisation, person: key, isLifted: true }]);
	return problem;
}
