import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
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
const TAKEN = /^Port \d+ is in use/m;
const START_MILLISECONDS = 120_000;
/** A product ends by itself within 30 s. */
const END_MILLISECONDS = 60_000;
// Below those that systems give to outgoing connections, one of which would otherwise take a port found free.
const PORTS = { from: 15_000, count: 16_000 };

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
	for (;;) {
		const { child, output, isStarted } = await startedOn({ PORT: String(await freePort()), ...environment });
		if (isStarted) return running(child, output);
		// Another program was quicker; where the port is given, it is waited for.
		if (!TAKEN.test(output())) throw new Error(`The product did not start:\n${output()}`);
	}
}

function running(child: ChildProcess, output: () => string): RunningProduct {
	return {
		origin: STARTED.exec(output())?.[1] ?? '',
		setupPath: SETUP.exec(output())?.[1] ?? null,
		output,
		process: child,
		stop: () => ended(child)
	};
}

async function startedOn(environment: Record<string, string>) {
	const child = spawn(process.execPath, ['build/start.js'], {
		env: { ...plainEnvironment(), ...environment },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	const isStarted = await new Promise<boolean>((resolve) => {
		const timer = setTimeout(() => child.kill('SIGKILL'), START_MILLISECONDS);
		const end = (answers: boolean) => {
			clearTimeout(timer);
			resolve(answers);
		};
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (chunk: Buffer) => {
				output += chunk.toString();
				if (STARTED.test(output)) end(true);
			});
		child.once('close', () => end(false));
	});
	return { child, output: () => output, isStarted };
}

function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		const timer = setTimeout(() => child.kill('SIGKILL'), END_MILLISECONDS);
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

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = PORTS.from + randomInt(PORTS.count);
		if (await isFree(port)) return port;
	}
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
