import pino from 'pino';

export type Log = Pick<pino.Logger, 'level' | 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

const KEPT_BYTES = 1_000_000;
const PRIVATE = [
	'email',
	'displayName',
	'password',
	'token',
	'cookie',
	'authorization',
	'personId',
	'value',
	'query',
	'parameters',
	'args'
];

/**
 * Structured log lines. JSON escapes CR, LF and ESC; fields that may hold personal data or secrets are blanked at two
 * levels. Errors keep type, code, message and stack: never their query parameters or the server's detail.
 */
export function openLog(level: string, destination?: pino.DestinationStream): Log {
	return pino(
		{
			level,
			base: null,
			redact: { paths: PRIVATE.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
			serializers: { err: describeError, error: describeError },
			timestamp: pino.stdTimeFunctions.isoTime
		},
		destination ?? standardError()
	);
}

/** Lines that cannot be written, as to a file on a full disk, are kept within bounds and tried again; nobody is stopped. */
function standardError(): pino.DestinationStream {
	const stream = pino.destination({ dest: 2, sync: true, maxLength: KEPT_BYTES });
	stream.on('error', () => undefined);
	return stream;
}

/** For tests and commands that print for themselves. */
export function silentLog(): Log {
	return pino({ level: 'silent' });
}

/** What is known of an error in code that reads people's data, whose messages may quote a cell: where it arose. */
export function withoutMessage(error: unknown): Record<string, unknown> {
	const { type, code, stack } = describeError(error);
	const frames = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : [];
	return { type, code, stack: frames.join('\n') };
}

function describeError(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { type: typeof error };
	const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
	// A database server quotes cell contents in its messages; its five-character code says enough.
	const isFromServer = error.name === 'PostgresError';
	return {
		type: error.name,
		code,
		message: isFromServer ? undefined : error.message,
		stack: error.stack?.slice(isFromServer ? error.stack.indexOf('\n') + 1 : 0)
	};
}
