import { error } from '@sveltejs/kit';
import type { Scope } from './database.ts';
import type { Moment } from './moment.ts';
import type { VersionPin } from './version-pins.ts';
import type { Tier } from '../metrics/metric.ts';

export type Role = 'administrator' | 'analyst' | 'executive' | 'researcher';
export type Access = 'public' | 'signed-in' | Role[];

/**
 * The one route x role table: SvelteKit route id to who may use it, for every method. A route that is not listed is
 * refused. 'public' needs no session; 'signed-in' any account; a list needs one of the roles in the organisation.
 */
export const ROUTE_ACCESS: Record<string, Access> = {
	'/': 'public',
	'/library': 'public',
	'/library/[case]': 'public',
	'/library/[case]/event-file': 'public',
	'/library/[case]/figures/[figure]/[format]': 'public',
	'/library/releases/[release]': 'public',
	'/library/releases/[release]/[format]': 'public',
	'/compare': 'public',
	'/compare/figures/[figure]/[format]': 'public',
	'/methods/[metric]': 'public',
	'/login': 'public',
	'/login/code': 'public',
	'/login/provider': 'public',
	'/login/provider/callback': 'public',
	'/forgot': 'public',
	'/reset/[token]': 'public',
	'/account': 'signed-in',
	'/confirm': 'signed-in',
	'/logout': 'signed-in',
	'/setup/[token]': 'public',
	'/invitations/[token]': 'public',
	'/preferences': 'public',
	'/sample': 'signed-in',
	'/[x+2e]well-known/security.txt': 'public',
	'/healthz': 'public',
	'/readyz': 'public',
	'/gallery': 'public',
	'/gallery/[chart]': 'public',
	'/templates/[kind]': 'public',
	'/o/[organisation]': ['administrator', 'analyst', 'executive', 'researcher'],
	'/o/[organisation]/find': ['administrator', 'analyst', 'executive', 'researcher'],
	'/o/[organisation]/find/entries': ['administrator', 'analyst', 'executive', 'researcher'],
	'/o/[organisation]/overview': ['analyst', 'executive'],
	'/o/[organisation]/brief': ['analyst', 'executive'],
	'/o/[organisation]/coverage': ['analyst', 'executive'],
	'/o/[organisation]/attrition': ['analyst', 'executive'],
	'/o/[organisation]/tenure': ['analyst', 'executive'],
	'/o/[organisation]/selection': ['analyst'],
	'/o/[organisation]/selection/list': ['analyst'],
	'/o/[organisation]/recovery': ['analyst', 'executive'],
	'/o/[organisation]/watch': ['analyst', 'executive'],
	'/o/[organisation]/notes': ['analyst', 'executive'],
	'/o/[organisation]/summaries/[figure]': ['analyst'],
	'/o/[organisation]/views': ['analyst', 'executive'],
	'/o/[organisation]/what-if/compare': ['analyst', 'executive'],
	'/o/[organisation]/what-if/compare/csv': ['analyst', 'executive'],
	'/o/[organisation]/what-if/compare/pptx': ['analyst', 'executive'],
	'/o/[organisation]/what-if': ['analyst', 'executive'],
	'/o/[organisation]/events': ['analyst', 'executive'],
	'/o/[organisation]/events/new': ['analyst'],
	'/o/[organisation]/events/[event]': ['analyst', 'executive'],
	'/o/[organisation]/figures/[figure]/[format]': ['analyst', 'executive'],
	'/o/[organisation]/data': ['analyst'],
	'/o/[organisation]/data/event-file': ['analyst'],
	'/o/[organisation]/data/event-file/download': ['analyst'],
	'/o/[organisation]/data/new': ['analyst'],
	'/o/[organisation]/data/drafts/[draft]': ['analyst'],
	'/o/[organisation]/data/drafts/[draft]/corrections': ['analyst'],
	'/o/[organisation]/data/drafts/[draft]/fix': ['analyst'],
	'/o/[organisation]/data/drafts/[draft]/issues': ['analyst'],
	'/o/[organisation]/data/drafts/[draft]/lines': ['analyst'],
	'/o/[organisation]/data/drafts/[draft]/missing': ['analyst'],
	'/o/[organisation]/data/drafts/[draft]/progress': ['analyst'],
	'/o/[organisation]/data/drafts/[draft]/report': ['analyst'],
	'/o/[organisation]/data/[dataset]': ['analyst'],
	'/o/[organisation]/data/[dataset]/export': ['analyst'],
	'/o/[organisation]/data/[dataset]/compare': ['analyst'],
	'/o/[organisation]/data/[dataset]/[version]': ['analyst'],
	'/o/[organisation]/releases': ['administrator', 'analyst', 'researcher'],
	'/o/[organisation]/releases/[release]/[format]': ['administrator', 'analyst', 'researcher'],
	'/o/[organisation]/roles': ['analyst'],
	'/o/[organisation]/people': ['administrator'],
	'/o/[organisation]/people/report': ['administrator'],
	'/o/[organisation]/privacy': ['administrator', 'analyst'],
	'/o/[organisation]/privacy/record': ['analyst'],
	'/o/[organisation]/privacy/retention': ['administrator'],
	'/o/[organisation]/settings': ['administrator'],
	'/o/[organisation]/audit': ['administrator'],
	'/o/[organisation]/audit/export': ['administrator']
};

export const ROLES: Role[] = ['administrator', 'analyst', 'executive', 'researcher'];

/** Who may use a route; null where the table does not know it, which means nobody. */
export function accessFor(routeId: string): Access | null {
	return Object.hasOwn(ROUTE_ACCESS, routeId) ? ROUTE_ACCESS[routeId] : null;
}

/** What a load, an action or an endpoint needs to know about its reader once the role is proven. */
export interface Reader {
	scope: Scope & { account: string };
	organisation: { id: string; slug: string; name: string; isSample: boolean };
	account: { id: string; email: string; displayName: string };
	roles: Role[];
	tier: Tier;
	/** The versions of a frozen link; null for an address that names none. */
	pins: readonly VersionPin[] | null;
	/** Everything this request reads comes from one moment. */
	moment: Moment;
}

/**
 * Proves again, in the load, action or endpoint itself, that the reader holds one of `roles` in the organisation of
 * the address. Anybody else gets the 404 of an address that does not exist.
 */
export function requireRole(event: { locals: App.Locals }, ...roles: Role[]): Reader {
	const { account, organisation, roles: held } = event.locals;
	if (!account || !organisation || !held.some((role) => roles.includes(role))) error(404, 'Not found');
	return {
		scope: {
			organisation: organisation.id,
			account: account.id,
			...(held.every((role) => role === 'researcher') && { readsReleasesOnly: true as const })
		},
		organisation,
		account,
		roles: held,
		tier: tierOf(held),
		pins: event.locals.pins,
		moment: event.locals.moment
	};
}

/** How much detail an account sees: the widest of its roles. An administrator as such sees no data about people. */
export function tierOf(roles: Role[]): Tier {
	if (roles.includes('analyst')) return 'analyst';
	if (roles.includes('executive')) return 'executive';
	return roles.includes('researcher') ? 'research' : 'public';
}

/** What being on a page does not yet allow. `screen-selections`: who was kept in a reduction, by group or age. */
export type Permission = 'screen-selections';

const PERMISSIONS: Record<Permission, Role[]> = { 'screen-selections': ['analyst'] };

/** Whether one of the roles carries a permission. */
export function hasPermission(permission: Permission, roles: readonly Role[]): boolean {
	return roles.some((role) => PERMISSIONS[permission].includes(role));
}
