import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { installationFolder } from '../lib/server/installation.ts';
import { ensureDriverPatch } from './driver-patch.ts';
import { startFailure } from './start-failure.ts';

// Exit 0: everybody who was erased is out of the database. 1: a journal cannot be read, or the database not be reached.
try {
	const { values } = parseArgs({ options: { from: { type: 'string' } } });
	if (existsSync('.env')) process.loadEnvFile('.env');
	ensureDriverPatch(installationFolder());
	const { applyErasures } = await import('./apply-erasures.ts');
	await applyErasures(process.env, values.from ?? null);
} catch (error) {
	process.stderr.write(startFailure(error) + '\n');
	process.exit(1);
}
