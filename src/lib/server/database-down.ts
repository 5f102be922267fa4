const CODES = new Set([
	'CONNECT_TIMEOUT',
	'CONNECTION_CLOSED',
	'CONNECTION_DESTROYED',
	'CONNECTION_ENDED',
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOENT',
	'EPIPE',
	'ETIMEDOUT',
	'53300', // too many connections
	'57P01', // the server is being shut down
	'57P02', // it crashed
	'57P03' // it is starting
]);

/** True when the database did not answer, as against refusing what was asked of it. */
export function isDatabaseDown(error: unknown): boolean {
	if (!(error instanceof Error) || !('code' in error)) return false;
	const { code } = error;
	// ENOENT is a missing socket only when it comes from connect(2).
	if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
	return typeof code === 'string' && (CODES.has(code) || code.startsWith('08'));
}
