import { randomUUID } from 'node:crypto';
import type { Scope, Transaction } from './database.ts';

/** A page with its filters under a name, shared in the organisation. */
export interface SavedView {
	id: string;
	name: string;
	/** Path below the organisation, e.g. 'coverage'. */
	page: string;
	/** The filters as they stand in the address. */
	query: string;
	/** The versions it is frozen to; null: it follows the newest data. */
	pins: string | null;
	createdBy: string | null;
	createdAt: Date;
}

/** How many views an organisation may keep. */
export const MOST_VIEWS = 500;

/** All views, or those of one page, by name. */
export async function listViews(tx: Transaction, scope: Scope, page: string | null = null): Promise<SavedView[]> {
	const rows = await tx<SavedView[]>`
		select s.id, s.name, s.page, s.query, s.pins, a.display_name as "createdBy", s.created_at as "createdAt"
		from saved_view s left join account a on a.id = s.account_id
		where s.organisation_id = ${scope.organisation} and (${page}::text is null or s.page = ${page})
		order by s.page, s.name, s.id`;
	return [...rows];
}

/** Keeps a view; null where the page has one of that name already, or there is no room for more. */
export async function saveView(
	tx: Transaction,
	scope: Scope,
	{ name, page, query, pins }: Pick<SavedView, 'name' | 'page' | 'query' | 'pins'>
): Promise<string | null> {
	const id = randomUUID();
	const stored = await tx`
		insert into saved_view (organisation_id, id, name, page, query, pins, account_id)
		select ${scope.organisation}::uuid, ${id}::uuid, ${name}, ${page}, ${query}, ${pins}, ${scope.account}::uuid
		where (select count(*) from saved_view where organisation_id = ${scope.organisation}) < ${MOST_VIEWS}
		on conflict do nothing`;
	return stored.count === 1 ? id : null;
}

/** False where there is no such view. */
export async function deleteView(tx: Transaction, scope: Scope, id: string): Promise<boolean> {
	const gone = await tx`delete from saved_view where organisation_id = ${scope.organisation} and id = ${id}`;
	return gone.count === 1;
}
