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
