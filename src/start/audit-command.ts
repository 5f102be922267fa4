import { existsSync } from 'node:fs';
import { installationFolder } from '../lib/server/installation.ts';
import { ensureDriverPatch } from './driver-patch.ts';
import { startFailure } from './start-failure.ts';

// Exit 0: every log is whole. 1: an entry is named that does not fit, or the database cannot be reached.
try {
	if (existsSync('.env')) process.loadEnvFile('.env');
	ensureDriverPatch(installationFolder());
	const { verifyAllAudits } = await import('./verify-audits.ts');
	process.exitCode = (await verifyAllAudits(process.env)) ? 0 : 1;
} catch (error) {
	process.stderr.write(startFailure(error) + '\n');
	process.exit(1);
}
