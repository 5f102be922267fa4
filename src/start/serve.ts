import type { Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDatabaseDown } from '../lib/server/database-errors.ts';
import { musterVersion } from '../lib/server/installation.ts';
import { openLog, type Log } from '../lib/server/log.ts';
import { readSettings, type Settings } from '../lib/server/settings.ts';
import { openSetupLink } from '../lib/server/setup.ts';
import { isLoopback } from './host-check.ts';
import { siteServer, type Handler } from './http-server.ts';
import { openMetrics } from './metrics.ts';
import { openRuntime, type OpenRuntime } from './open-runtime.ts';
import { prepareContent } from './prepare-content.ts';

/** Starts the product from `<root>/build` and answers until it is told to stop. */
export async function serve(root: string): Promise<void> {
	process.env.NODE_ENV ??= 'production';
	const settings = readSettings(process.env);
	refuseUnsafe(settings);
	const log = openLog(settings.logLevel);
	settings.origin ??= `http://${urlHost(settings.host)}:${settings.port}`;
	const opened = await openRuntime(settings, log);
	try {
		await prepareContent(opened.runtime);
		const server = siteServer({ ...siteOf(settings), log }, await loadHandler(root, settings), metricsOf(settings));
		endProperly(server, opened);
		await listen(server, settings);
		opened.setAddress(settings.origin);
		await greet(opened);
	} catch (error) {
		await opened.close();
		throw error;
	}
}

const metricsOf = ({ metricsToken }: Settings) =>
	metricsToken === null ? null : openMetrics(metricsToken, musterVersion());

function siteOf({ origin, allowedHosts, uploadLimitBytes }: Settings) {
	return { origin: origin ?? '', allowedHosts, uploadLimitBytes };
}

function refuseUnsafe(settings: Settings): void {
	if (settings.mode !== 'production') {
		throw new Error('NODE_ENV must be production, or unset, for npm start: other values switch off protections.');
	}
	if (settings.origin === null && !isLoopback(settings.host)) {
		throw new Error(
			`HOST is ${settings.host}, so others can reach this server: set ORIGIN to the address they type, ` +
				'such as https://muster.example.org.'
		);
	}
	if (settings.origin === null && settings.port === 0)
		throw new Error('PORT 0 needs ORIGIN. Set PORT to a fixed port.');
}

function urlHost(host: string): string {
	return host.includes(':') ? `[${host}]` : host;
}

// The site's bundle reads these when it is loaded.
async function loadHandler(root: string, settings: Settings): Promise<Handler> {
	process.env.ORIGIN = settings.origin ?? '';
	// Lengths are refused before (body-guard.ts), and the upload route counts: cut off by the adapter, a file above the limit
	// would look like one whose sender has gone.
	process.env.BODY_SIZE_LIMIT = 'Infinity';
	const address = pathToFileURL(join(root, 'build', 'handler.js')).href;
	const { handler } = (await import(/* @vite-ignore */ address)) as { handler: Handler };
	return handler;
}

function listen(server: Server, settings: Settings): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(settings.port, settings.host, () => {
			server.off('error', reject);
			resolve();
		});
	});
}

async function greet({ runtime, migrated }: OpenRuntime): Promise<void> {
	if (migrated.length > 0) runtime.log.info({ migrated }, 'The database schema is up to date.');
	const { origin } = runtime.settings;
	const link = await openSetupLink(runtime.database);
	if (link !== null) process.stdout.write(`Open this link once to set Muster up: ${origin}${link}\n`);
	process.stdout.write(`Muster answers on ${origin}\n`);
}

function endProperly(server: Server, opened: OpenRuntime): void {
	const { log, settings } = opened.runtime;
	let isEnding = false;
	const end = async (code: number) => {
		if (isEnding) return;
		isEnding = true;
		await finishRequests(server, settings.shutdownSeconds);
		await opened.close();
		process.exit(code);
	};
	process.on('SIGTERM', () => void end(0));
	process.on('SIGINT', () => void end(0));
	const fail = (error: unknown) => {
		log.fatal({ err: error }, 'An error that nothing handled; ending.');
		setTimeout(() => process.exit(1), 10_000).unref();
		void end(1);
	};
	process.on('uncaughtException', fail);
	process.on('unhandledRejection', (error) => survives(error, log) || fail(error));
}

// A dying backend may reject a query that nobody waits for any more; its transaction has been told already.
function survives(error: unknown, log: Log): boolean {
	if (!isDatabaseDown(error)) return false;
	log.warn({ err: error }, 'A query was cut off by a lost database connection.');
	return true;
}

function finishRequests(server: Server, seconds: number): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(() => server.closeAllConnections(), seconds * 1000);
		const sweep = setInterval(() => server.closeIdleConnections(), 100);
		server.close(() => {
			clearTimeout(timer);
			clearInterval(sweep);
			resolve();
		});
		server.closeIdleConnections();
	});
}
