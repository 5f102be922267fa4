import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testFolder } from './embedded-product.ts';

const folder = testFolder();
afterAll(() => folder.remove());

const SCRIPT = `ip link set lo up && exec node build/start.js`;
const isAllowed = spawnSync('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up']).status === 0;
const ASK = `const answers = [];
for (const path of ['/', '/login', '/library', '/compare']) answers.push((await fetch('http://127.0.0.1:4790' + path)).status);
console.log(answers.join(' '));`;

test.skipIf(!isAllowed)(
	'W20: in a network namespace with nothing but loopback it starts and serves its public pages',
	async () => {
		const child = spawn('unshare', ['--net', 'bash', '-c', SCRIPT], {
			env: {
				PATH: process.env.PATH ?? '',
				HOME: process.env.HOME,
				MUSTER_DATA_DIR: join(folder.path, 'data'),
				PORT: '4790'
			},
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (text: string) => (output += text));
		await expect.poll(() => output).toContain('Muster answers on');
		const asked = spawnSync(
			'nsenter',
			['--net', '-t', String(child.pid), process.execPath, '--input-type=module', '-e', ASK],
			{ encoding: 'utf8' }
		);
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		expect(asked.stdout.trim()).toBe('200 200 200 200');
		expect((await ended)[0]).toBe(0);
	}
);
