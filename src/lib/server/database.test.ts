import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { openLog } from './log.ts';

test('the password is neither in the printed database, nor in a log line of it, nor in the error of a lost connection', async () => {
	const database = openDatabase('postgres://app:canary-secret@127.0.0.1:1/none', { poolSize: 1 });
	let text = inspect(database, { depth: 5, showHidden: true }) + JSON.stringify(database);
	const log = openLog('info', { write: (line) => (text += line) });
	log.info({ database }, 'A database.');
	const failure = await database.inSystem((tx) => tx`select 1`).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(Error);
	log.error({ err: failure }, 'A request failed.');
	text += inspect(failure, { depth: 5 });
	expect(text).toContain('ECONNREFUSED');
	expect(text).not.toContain('canary-secret');
	await database.close();
});
