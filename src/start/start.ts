import { existsSync } from 'node:fs';
import { installationFolder } from '../lib/server/installation.ts';
import { ensureDriverPatch } from './driver-patch.ts';
import { nodeNotice } from './node-notice.ts';
import { startFailure } from './start-failure.ts';

// What cannot be printed, as to a file on a full disk, ends nothing.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// The driver is corrected before anything imports it, hence the import below that waits.
try {
	const root = installationFolder();
	const notice = nodeNotice(process.versions.node, new Date());
	if (notice !== null) process.stderr.write(notice + '\n');
	if (existsSync('.env')) process.loadEnvFile('.env');
	ensureDriverPatch(root);
	const { serve } = await import('./serve.ts');
	await serve(root);
} catch (error) {
	process.stderr.write(startFailure(error) + '\n');
	process.exit(1);
}
