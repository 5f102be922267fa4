import { existsSync } from 'node:fs';
import { installationFolder } from '../lib/server/installation.ts';
import { ensureDriverPatch } from './driver-patch.ts';
import { startFailure } from './start-failure.ts';

process.env.NODE_ENV ??= 'development';
try {
	if (existsSync('.env')) process.loadEnvFile('.env');
	ensureDriverPatch(installationFolder());
	const { develop } = await import('./develop.ts');
	await develop(process.argv.includes('--gallery') ? '/gallery' : '/');
} catch (error) {
	process.stderr.write(startFailure(error) + '\n');
	process.exit(1);
}
