import { recordAudit } from '#lib/server/audit.ts';
import type { Scope } from '#lib/server/database.ts';
import { idOf, type IdentityPart } from '#lib/server/person-keys.ts';
import type { Io } from '#lib/server/runtime.ts';
import { sealing } from '#lib/server/sealing.ts';
import { reportLine } from '../check/report-csv.ts';
import type { Inspection } from '../plan.ts';
import { draftRecord } from './draft-record.server.ts';

const LISTED_ROWS = 100_000;
const COLUMNS = ['person_id', 'line', 'hire_date', 'exit_date', 'job_title', 'department', 'site'];

interface MissingRow {
	key: Buffer;
	line: number;
	hire_date: string;
	exit_date: string | null;
	job_title: string | null;
	department: string | null;
	site: string | null;
}

/**
 * The published rows of people who are not in a new full roster, as CSV with their ids, for analysts; `line` is that of
 * the published version. Null where there is no such draft or list. The look is recorded.
 */
export async function missingPeopleList(io: Io, scope: Scope, draftId: string): Promise<string | null> {
	const found = await io.database.inOrganisation(scope, async (tx) => {
		const draft = await draftRecord(tx, scope, draftId);
		const lines = draft && sealing(io.secrets.fileKey).open<Inspection>(draft.inspection)?.lineCount;
		if (!draft?.difference?.missing || draft.baseVersionId === null || lines === undefined) return null;
		const rows = await tx<MissingRow[]>`
			select person_key as key, line, hire_date, exit_date, job_title, department, site from roster_spell o
			where organisation_id = ${scope.organisation} and version_id = ${draft.baseVersionId} and not exists (
				select from roster_spell n where n.organisation_id = ${scope.organisation} and n.version_id = ${draftId}
					and n.line <= ${lines ?? 0} and n.person_key = o.person_key)
			order by line limit ${LISTED_ROWS}`;
		const parts = await tx<IdentityPart[]>`select person_keys as keys, ids_encrypted as encrypted from person_identity
			where organisation_id = ${scope.organisation} and version_id = ${draft.baseVersionId}`;
		const details = { people: draft.difference.missing.people };
		await recordAudit(tx, scope, { action: 'import.people-listed', objectType: 'draft', objectId: draftId, details });
		return { rows, parts, delimiter: draft.plan?.delimiter ?? ',' };
	});
	if (!found) return null;
	const personKey = io.secrets.personKey(scope.organisation);
	const nameOf = (key: Buffer) =>
		found.parts.reduce<string | null>((id, part) => id ?? idOf(personKey, part, key), null);
	const lines = found.rows.map(({ key, line, hire_date, exit_date, job_title, department, site }) =>
		reportLine(found.delimiter, [nameOf(key), line, hire_date, exit_date, job_title, department, site])
	);
	return `\ufeff${reportLine(found.delimiter, COLUMNS)}${lines.join('')}`;
}
