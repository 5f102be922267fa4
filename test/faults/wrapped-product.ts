import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The built product started by another program: a shell with a limit, a tracer, a clock that is wrong. */
export interface WrappedProduct {
	child: ChildProcess;
	output(): string;
	ended: Promise<unknown>;
	/** Ends it by SIGTERM, to what wraps it and to the product: not every wrapper passes it on. */
	stop(): Promise<void>;
}

/** Starts `command`, which runs the product, and resolves once that answers; throws where it ends before. */
export async function startWrapped(command: string[], environment: Record<string, string>): Promise<WrappedProduct> {
	const child = spawn(command[0], command.slice(1), {
		env: { PATH: process.env.PATH ?? '', ...environment },
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true
	});
	const ended = once(child, 'exit');
	let output = '';
	const started = new Promise<void>((resolve) => {
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (text: string) => {
				output += text;
				if (output.includes('Muster answers on')) resolve();
			});
	});
	const failed = ended.then(() => {
		throw new Error(`The product did not start:\n${output}`);
	});
	await Promise.race([started, failed]);
	failed.catch(() => undefined);
	return {
		child,
		output: () => output,
		ended,
		stop: async () => {
			if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
			await ended;
		}
	};
}
