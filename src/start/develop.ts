import { createServer } from 'vite';
import { openLog } from '../lib/server/log.ts';
import { readSettings } from '../lib/server/settings.ts';
import { openSetupLink } from '../lib/server/setup.ts';
import { openRuntime } from './open-runtime.ts';
import { prepareContent } from './prepare-content.ts';

const DEVELOPMENT_PORT = 5173;

/** Vite's server with a real database behind it; prints the address of `path`. */
export async function develop(path: string): Promise<void> {
	const settings = readSettings({ PORT: String(DEVELOPMENT_PORT), ...process.env });
	settings.origin ??= `http://localhost:${settings.port}`;
	const opened = await openRuntime(settings, openLog(settings.logLevel));
	const vite = await createServer({
		server: { host: settings.host === '127.0.0.1' ? 'localhost' : settings.host, port: settings.port, strictPort: true }
	});
	const end = async () => {
		await vite.close();
		await opened.close();
		process.exit(0);
	};
	// Vite's own would leave before the database is stopped.
	process.removeAllListeners('SIGTERM');
	process.once('SIGINT', () => void end());
	process.once('SIGTERM', () => void end());
	await prepareContent(opened.runtime);
	await vite.listen();
	const link = await openSetupLink(opened.runtime.database);
	if (link !== null) process.stdout.write(`Open this link once to set Muster up: ${settings.origin}${link}\n`);
	process.stdout.write(`Muster (development) answers on ${settings.origin}${path}\n`);
}
