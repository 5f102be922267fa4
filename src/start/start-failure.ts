const SERVER_CODES: Record<string, string> = {
	'28P01': 'DATABASE_URL or DATABASE_APP_URL: the server refuses this user and password.',
	'28000': 'DATABASE_URL or DATABASE_APP_URL: the server does not let this user in from here.',
	'3D000': 'DATABASE_URL: the server has no database of that name. Create it first.',
	'42501': 'DATABASE_URL: this user may not do what a migration needs. Give the URL of the owner of the database.',
	'57P03': 'DATABASE_URL: the server is still starting or already stopping. Try again.',
	ECONNREFUSED: 'DATABASE_URL: no PostgreSQL answers there. Is it running, and are host and port right?',
	CONNECT_TIMEOUT: 'DATABASE_URL: no answer in time. Are host and port right, and is the way open?',
	ENOTFOUND: 'DATABASE_URL: there is no host of that name.'
};

/** What to print when the start failed: plain lines that say what, where and what to do, never a stack trace. */
export function startFailure(error: unknown): string {
	if (!(error instanceof Error)) return 'Muster could not start.';
	const { code, path, port } = error as NodeJS.ErrnoException & { port?: number };
	if (code === 'EADDRINUSE') return `Port ${port} is in use. Stop the other program, or set PORT to a free one.`;
	if (code === 'EADDRNOTAVAIL')
		return 'HOST is not an address of this machine. Use 127.0.0.1, 0.0.0.0 or one of its own.';
	if (code === 'EACCES' && port !== undefined) return `Port ${port} needs more rights. Set PORT to 1024 or above.`;
	if (code !== undefined && SERVER_CODES[code]) return SERVER_CODES[code];
	if (path !== undefined && code !== undefined)
		return `${path} cannot be used (${code}). Check MUSTER_DATA_DIR and its rights.`;
	return error.message;
}
