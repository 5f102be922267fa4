import { once } from 'node:events';
import { getPriority, platform } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { sourceProgram } from './thread-program.server.ts';

/** The priorities of a thread before and after it stood back. */
async function prioritiesOfThread(): Promise<[number, number]> {
	const program = `const { getPriority } = require('node:os');
		const before = getPriority();
		${sourceProgram('stand-back').replace(/;$/, '')}.then(({ standBack }) => {
			standBack();
			require('node:worker_threads').parentPort.postMessage([before, getPriority()]);
		});`;
	const thread = new Worker(program, { eval: true });
	const [priorities] = (await once(thread, 'message')) as [[number, number]];
	await thread.terminate();
	return priorities;
}

test('a thread that stands back has a priority of 10 on Linux and that of the process elsewhere; the process keeps its own', async () => {
	const own = getPriority();
	expect(await prioritiesOfThread()).toEqual([own, platform() === 'linux' ? Math.max(own, 10) : own]);
	expect(getPriority()).toBe(own);
});
