import { existsSync } from 'node:fs';
import { installationFolder } from '../lib/server/installation.ts';
import { ensureDriverPatch } from './driver-patch.ts';
import { startFailure } from './start-failure.ts';

try {
	if (existsSync('.env')) process.loadEnvFile('.env');
	ensureDriverPatch(installationFolder());
	const { migrateNow } = await import('./migrate-now.ts');
	await migrateNow();
} catch (error) {
	process.stderr.write(startFailure(error) + '\n');
	process.exit(1);
}
