import type { Access, Role } from './permissions.ts';

export type Admission = 'pass' | 'sign-in' | 'not-found';

/** What `handle` does with a request: deny by default, and tell a stranger nothing but "not found". */
export function admissionOf(
	access: Access | null,
	who: { account: object | null; organisation: object | null; roles: Role[] }
): Admission {
	if (access === null) return 'not-found';
	if (access === 'public') return 'pass';
	if (!who.account) return 'sign-in';
	if (access === 'signed-in') return 'pass';
	return who.organisation && who.roles.some((role) => access.includes(role)) ? 'pass' : 'not-found';
}

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * False for a write that another site may have caused, whatever its method and content type: it has to carry our own
 * Origin, or the browser's word that it is same-origin.
 */
export function isOwnWrite(request: Request, origin: string): boolean {
	if (SAFE_METHODS.includes(request.method)) return true;
	return request.headers.get('origin') === origin || request.headers.get('sec-fetch-site') === 'same-origin';
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UUID_PARAMETERS = ['release', 'dataset', 'draft'];

/** False where a part of the address that has to be an id of ours is none, or holds what the database cannot store. */
export function isWellFormed(parameters: Partial<Record<string, string>>): boolean {
	return Object.entries(parameters).every(([name, value]) => {
		if (value === undefined) return true;
		return !value.includes('\0') && (!UUID_PARAMETERS.includes(name) || UUID.test(value));
	});
}
