import { recordAudit } from '#lib/server/audit.ts';
import type { Scope } from '#lib/server/database.ts';
import { idOf, type IdentityPart } from '#lib/server/person-keys.ts';
import type { Io } from '#lib/server/runtime.ts';
import { sealing } from '#lib/server/sealing.ts';
import { reportLine } from '../check/report-csv.ts';
import type { Inspection } from '../plan.ts';
import { draftRecord } from './draft-record.server.ts';

const LISTED_ROWS = 100_000;
const COLUMNS = ['person_id', 'line', 'hire_date', 'exit_date', 'job_title', 'department', 'site', 'kept_before'];

interface MissingRow {
	key: Buffer;
	line: number;
	hire_date: string;
	exit_date: string | null;
	job_title: string | null;
	department: string | null;
	site: string | null;
	kept: boolean | null;
}

/**
 * The published rows of people who are not in a new full roster, as CSV with their ids, for analysts; `line` is that of
 * the published version, and `kept_before` says that it had taken the row over itself. Null where there is no such draft or list. The look is recorded.
 */
export async function missingPeopleList(io: Io, scope: Scope, draftId: string): Promise<string | null> {
	const found = await io.database.inOrganisation(scope, async (tx) => {
		const draft = await draftRecord(tx, scope, draftId);
		const lines = draft && sealing(io.secrets.fileKey).open<Inspection>(draft.inspection)?.lineCount;
		const { missing, remembered = 0 } = draft?.difference ?? {};
		if (!draft || !(missing ?? remembered) || draft.baseVersionId === null || lines === undefined) return null;
		const rows = await tx<MissingRow[]>`
			select person_key as key, line, hire_date, exit_date, job_title, department, site,
				line between (v.difference->'carried'->>'from')::integer and (v.difference->'carried'->>'to')::integer as kept
			from roster_spell o join dataset_version v on v.organisation_id = o.organisation_id and v.id = o.version_id
			where o.organisation_id = ${scope.organisation} and o.version_id = ${draft.baseVersionId} and not exists (
				select from roster_spell n where n.organisation_id = ${scope.organisation} and n.version_id = ${draftId}
					and n.line <= ${lines ?? 0} and n.person_key = o.person_key)
			order by line limit ${LISTED_ROWS}`;
		const parts = await tx<IdentityPart[]>`select person_keys as keys, ids_encrypted as encrypted from person_identity
			where organisation_id = ${scope.organisation} and version_id = ${draft.baseVersionId}`;
		const details = { people: (missing?.people ?? 0) + remembered };
		await recordAudit(tx, scope, { action: 'import.people-listed', objectType: 'draft', objectId: draftId, details });
		return { rows, parts, delimiter: draft.plan?.delimiter ?? ',' };
	});
	if (!found) return null;
	const personKey = io.secrets.personKey(scope.organisation);
	const nameOf = (key: Buffer) =>
		found.parts.reduce<string | null>((id, part) => id ?? idOf(personKey, part, key), null);
	const lines = found.rows.map(({ key, line, hire_date, exit_date, job_title, department, site, kept }) => {
		const row = [nameOf(key), line, hire_date, exit_date, job_title, department, site, kept ? 'yes' : 'no'];
		return reportLine(found.delimiter, row);
	});
	return `\ufeff${reportLine(found.delimiter, COLUMNS)}${lines.join('')}`;
}
