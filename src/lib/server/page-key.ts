import { createHash } from 'node:crypto';
import { lastEffect } from './audit.ts';
import type { Database } from './database.ts';
import { leftDrafts } from './left-drafts.ts';
import type { Organisation } from './organisations.ts';
import type { Role } from './permissions.ts';

/** Everything a reading page of an organisation can differ by, beside what is stored there. */
export interface PageView {
	account: { id: string; email: string; displayName: string };
	organisation: Organisation;
	/** The organisations the account belongs to: the page offers to go there. */
	organisations: readonly Organisation[];
	roles: readonly Role[];
	locale: string;
	theme: string;
	/** Path and query of the address. */
	address: string;
	/** The civil date in UTC, which citations name. */
	today: string;
}

const MOST_CHARACTERS = 2000;

/**
 * Names a page so that two pages of one name are equal, or null for an address too long to keep. What is stored counts
 * by the last act of the audit log that has an effect on it: nothing a reading page shows changes without an entry there,
 * but for the imports that wait for an analyst, which only analysts see counted.
 */
export async function pageKey(database: Database, view: PageView): Promise<string | null> {
	if (view.address.length > MOST_CHARACTERS) return null;
	const scope = { organisation: view.organisation.id, account: view.account.id };
	const { account, organisation, organisations, roles, locale, theme, address, today } = view;
	const stored = await database.inOrganisation(scope, (tx) =>
		Promise.all([lastEffect(tx, scope), roles.includes('analyst') ? leftDrafts(tx, scope) : null])
	);
	const facts = [account, organisation, organisations, roles, locale, theme, address, today, stored];
	return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}
