import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { installationFolder } from '../lib/server/installation.ts';
import { ensureDriverPatch } from './driver-patch.ts';
import { startFailure } from './start-failure.ts';

// Exit 0: the whole backup is in the folder. 1: it is not; the line says why.
try {
	const { values } = parseArgs({ options: { to: { type: 'string' } } });
	if (existsSync('.env')) process.loadEnvFile('.env');
	ensureDriverPatch(installationFolder());
	const { backUp } = await import('./back-up.ts');
	process.stdout.write(await backUp(process.env, values.to ?? null));
} catch (error) {
	process.stderr.write(startFailure(error) + '\n');
	process.exit(1);
}
