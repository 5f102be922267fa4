import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { installationFolder } from '../lib/server/installation.ts';
import { ensureDriverPatch } from './driver-patch.ts';
import { startFailure } from './start-failure.ts';

const USAGE = 'npm run reset-link -- --email ada@example.org [--without-second-factor]';

// Exit 0: the link is printed. 1: there is no such account, or the database cannot be reached. 2: called wrongly.
try {
	const { values } = parseArgs({
		options: { email: { type: 'string' }, 'without-second-factor': { type: 'boolean', default: false } }
	});
	if (values.email === undefined) {
		process.stderr.write(`Which account? ${USAGE}\n`);
		process.exit(2);
	}
	if (existsSync('.env')) process.loadEnvFile('.env');
	ensureDriverPatch(installationFolder());
	const { printResetLink } = await import('./print-reset-link.ts');
	const isDone = await printResetLink(process.env, values.email, values['without-second-factor']);
	process.exitCode = isDone ? 0 : 1;
} catch (error) {
	process.stderr.write(startFailure(error) + '\n');
	process.exit(1);
}
