import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Sent with every page, as ours sends it: the browser starts a process for it, as on the way from another site. */
export const ISOLATED = { 'cross-origin-opener-policy': 'same-origin' };

export interface BareServer {
	origin: string;
	stop(): Promise<void>;
}

const PROGRAM = `
let body = '';
process.stdin.setEncoding('utf8').on('data', (text) => (body += text)).on('end', () => {
	const bytes = Buffer.from(body);
	const headers = { 'content-type': 'text/html; charset=utf-8', 'content-length': bytes.length, ...${JSON.stringify(ISOLATED)} };
	require('node:http')
		.createServer((_, response) => response.writeHead(200, headers).end(bytes))
		.listen(0, '127.0.0.1', function () { console.log(this.address().port); });
});`;

/** A process that answers every request with the same page and does nothing else: the floor of any server. */
export function bareServer(page: string): Promise<BareServer> {
	return serverProcess(PROGRAM, { input: page });
}

/** Runs a program that prints the port on which it answers. */
export async function serverProcess(
	program: string,
	{ input = '', values = [] }: { input?: string; values?: string[] }
): Promise<BareServer> {
	const child = spawn(process.execPath, ['-e', program, ...values], { stdio: ['pipe', 'pipe', 'inherit'] });
	child.stdin.end(input);
	const [port] = (await once(child.stdout, 'data')) as [Buffer];
	return {
		origin: `http://127.0.0.1:${port.toString().trim()}`,
		stop: async () => {
			const ended = once(child, 'exit');
			child.kill();
			await ended;
		}
	};
}
