import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { testDatabase, type TestDatabase } from './database.ts';

export interface RunningProduct {
	origin: string;
	/** Path of the one-time set-up link, as printed; null when set-up is closed. */
	setupPath: string | null;
	/** Everything the process wrote so far: no secret may ever be in it. */
	output(): string;
	process: ChildProcess;
	stop(): Promise<void>;
}

export interface Product extends RunningProduct {
	database: TestDatabase;
}

const STARTED = /Muster answers on (\S+)/;
const SETUP = /(\/setup\/[\w-]+)/;
const START_MILLISECONDS = 60_000;

/** Starts the built product on a free port with a database and a data folder of its own. Call `stop` in `afterAll`. */
export async function startProduct(
	environment: (database: TestDatabase) => Record<string, string> = () => ({})
): Promise<Product> {
	const database = await testDatabase();
	const running = await runProduct({ ...productEnvironment(database), ...environment(database) });
	return {
		...running,
		database,
		stop: async () => {
			await running.stop();
			await database.drop();
		}
	};
}

/** What points the product to a test database and its data folder. */
export function productEnvironment(database: TestDatabase): Record<string, string> {
	return {
		MUSTER_DATA_DIR: database.io.dataFolder,
		DATABASE_URL: database.ownerUrl,
		DATABASE_APP_URL: database.appUrl
	};
}

/** Starts the built product in `environment`, on a free port unless that names one; without a DATABASE_URL it runs its own. */
export async function runProduct(environment: Record<string, string>): Promise<RunningProduct> {
	if (!existsSync('build/start.js')) throw new Error('There is no build: run npm run build first (npm test does).');
	const child = spawn(process.execPath, ['build/start.js'], {
		env: { ...plainEnvironment(), PORT: String(await freePort()), ...environment },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	await started(child, () => output);
	return {
		origin: STARTED.exec(output)?.[1] ?? '',
		setupPath: SETUP.exec(output)?.[1] ?? null,
		output: () => output,
		process: child,
		stop: () => ended(child)
	};
}

function started(child: ChildProcess, output: () => string): Promise<void> {
	return new Promise((resolve, reject) => {
		const fail = (why: string) => reject(new Error(`The product did not start (${why}):\n${output()}`));
		const timer = setTimeout(() => fail('no answer in 60 s'), START_MILLISECONDS);
		child.once('exit', (code) => fail(`exit code ${code}`));
		child.stdout?.on('data', () => {
			if (!STARTED.test(output())) return;
			clearTimeout(timer);
			child.removeAllListeners('exit');
			resolve();
		});
	});
}

function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
		child.once('exit', () => {
			clearTimeout(timer);
			resolve();
		});
		child.kill('SIGTERM');
	});
}

// Vitest sets NODE_ENV=test and variables of its own, which the product would refuse or misread.
function plainEnvironment(): Record<string, string> {
	const kept = ['PATH', 'HOME', 'TZ', 'LANG', 'TMPDIR'];
	return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}
