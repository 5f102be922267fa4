/** No connection became free in time; the work was never started. */
export class DatabaseBusy extends Error {
	override name = 'DatabaseBusy';
	readonly code = 'DATABASE_BUSY';
	constructor(milliseconds: number) {
		super(`No database connection became free within ${milliseconds} ms.`);
	}
}

// The driver's codes, the operating system's, and PostgreSQL's for shutdown, start-up, failover and too many clients.
const CONNECTION_CODES = new Set([
	'CONNECTION_CLOSED',
	'CONNECTION_ENDED',
	'CONNECTION_DESTROYED',
	'CONNECT_TIMEOUT',
	'ECONNREFUSED',
	'ECONNRESET',
	'ECONNABORTED',
	'EPIPE',
	'ETIMEDOUT',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EAI_AGAIN',
	'57P01',
	'57P02',
	'57P03',
	'53300',
	'25P03'
]);

/**
 * True when the connection to the database was refused or lost: routes answer 503 with Retry-After. It does not prove
 * that a transaction was rolled back: its commit may have been answered by nobody.
 */
export function isDatabaseDown(error: unknown): boolean {
	const code = codeOf(error);
	return code !== null && (CONNECTION_CODES.has(code) || code.startsWith('08'));
}

/** True when all connections were in use for too long: routes answer 503 with Retry-After. */
export function isDatabaseBusy(error: unknown): boolean {
	return codeOf(error) === 'DATABASE_BUSY';
}

/** True when the disk, or what may be used of it, is full: routes answer 507. */
export function isStorageFull(error: unknown): boolean {
	const code = codeOf(error);
	return code !== null && ['53100', 'ENOSPC', 'EDQUOT', 'EFBIG'].includes(code);
}

// The code, not the class: launcher and site are separate bundles with a class of their own each.
function codeOf(error: unknown): string | null {
	for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth++) {
		if ('code' in current && typeof current.code === 'string') return current.code;
	}
	return null;
}
