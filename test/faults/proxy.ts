import { Agent, createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A reverse proxy that gives each request to the next application in turn, reads again to the other when one is gone. */
export interface Proxy {
	origin: string;
	/** How many answers came from each port. */
	answered: Map<number, number>;
	close(): Promise<void>;
}

const SAFE = ['GET', 'HEAD'];

export async function startProxy(ports: readonly number[]): Promise<Proxy> {
	const answered = new Map(ports.map((port) => [port, 0]));
	const agent = new Agent({ keepAlive: false });
	let turn = 0;
	const server = createServer((incoming, outgoing) => {
		const order = ports.map((_, index) => ports[(turn + index) % ports.length]);
		turn++;
		pass({ incoming, outgoing, agent, order, answered });
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		answered,
		close: () => closed(server, agent)
	};
}

interface Passage {
	incoming: IncomingMessage;
	outgoing: ServerResponse;
	agent: Agent;
	/** Ports still to be tried. */
	order: number[];
	answered: Map<number, number>;
}

function pass({ incoming, outgoing, agent, order, answered }: Passage): void {
	const [port, ...others] = order;
	const { method, url: path, headers } = incoming;
	let isBegun = false;
	const upstream = request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
		isBegun = true;
		answered.set(port, (answered.get(port) ?? 0) + 1);
		outgoing.writeHead(response.statusCode ?? 502, response.headers);
		response.pipe(outgoing);
		response.once('error', () => outgoing.destroy());
		response.once('aborted', () => outgoing.destroy());
	});
	upstream.once('error', (error: NodeJS.ErrnoException) => {
		if (isBegun) return void outgoing.destroy();
		// A write may have had its effect already, unless nobody listened.
		const mayRepeat = SAFE.includes(method ?? '') || (error.code === 'ECONNREFUSED' && !incoming.readableDidRead);
		if (mayRepeat && others.length > 0) return pass({ incoming, outgoing, agent, order: others, answered });
		outgoing.writeHead(502).end();
	});
	if (SAFE.includes(method ?? '')) upstream.end();
	else incoming.pipe(upstream);
}

function closed(server: Server, agent: Agent): Promise<void> {
	agent.destroy();
	server.closeAllConnections();
	return new Promise((resolve) => server.close(() => resolve()));
}
