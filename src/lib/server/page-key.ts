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
	/** Position of the last act of the organisation's audit log after which a figure may be another. */
	effect: number;
	/** Imports that wait for an analyst, which the navigation counts; null for who sees none. */
	left: readonly string[] | null;
}

const MOST_CHARACTERS = 2000;

/**
 * Names a page so that two pages of one name are equal, or null for an address too long to keep. What is stored counts
 * by the last act of the audit log that has an effect on it: nothing a reading page shows changes without an entry there,
 * but for the imports that wait, which are named.
 */
export function pageKey(view: PageView): string | null {
	if (view.address.length > MOST_CHARACTERS) return null;
	const { account, organisation, organisations, roles, locale, theme, address, today, effect, left } = view;
	return JSON.stringify([account, organisation, organisations, roles, locale, theme, address, today, effect, left]);
}
