import type { Scope, Transaction } from '#lib/server/database.ts';
import type { ImportPlan } from '../plan.ts';
import { lineInFile } from '../type-columns.ts';

/** Which stored rows of a version came from its own file: those after one number, and up to another. */
export interface OwnLines {
	plan: Pick<ImportPlan, 'typeColumns'>;
	after: number;
	/** Null where nothing follows the rows of the file. */
	upTo: number | null;
}

/** The line of the file that a stored row came from; null for a row that was taken over from a former version. */
export function ownLine({ plan, after, upTo }: OwnLines, stored: number | null): number | null {
	if (stored === null || stored <= after || (upTo !== null && stored > upTo)) return null;
	return lineInFile(plan, stored - after);
}

/**
 * The rows of a version's own file: those of an added or correcting file follow the ones it was added to, and those of
 * people who were taken over follow the file. Null where that is not known any more: what it was added to is deleted.
 */
export async function ownLines(
	tx: Transaction,
	scope: Scope,
	{ id, table }: { id: string; table: string }
): Promise<OwnLines | null> {
	const [version] = await tx<
		{ plan: ImportPlan | null; base: string | null; rows: number; carriedFrom: number | null }[]
	>`
		select v.plan, case when v.mode <> 'replace' then v.base_version_id end as base, coalesce(b.row_count, 0) as rows,
			(v.difference->'carried'->>'from')::integer as "carriedFrom"
		from dataset_version v left join dataset_version b on b.organisation_id = v.organisation_id and b.id = v.base_version_id
		where v.organisation_id = ${scope.organisation} and v.id = ${id}`;
	if (!version?.plan) return null;
	const { plan, base, rows, carriedFrom } = version;
	const [former] = await tx<{ last: number | null }[]>`select max(line) as last from ${tx(table)}
		where organisation_id = ${scope.organisation} and version_id = ${base}`;
	if (base !== null && rows > 0 && former.last === null) return null;
	const after = former.last ?? 0;
	return { plan, after, upTo: carriedFrom !== null && carriedFrom > after ? carriedFrom - 1 : null };
}
