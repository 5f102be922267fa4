import type { IncomingMessage } from 'node:http';

export type HostVerdict = 'answer' | 'redirect' | 'bad-request' | 'misdirected';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

export function isLoopback(host: string): boolean {
	return LOOPBACK.includes(host) || host === '::1';
}

/**
 * Whether a request came for this site. The names of the loopback interface lead to the origin, since a form sent from
 * another of them would be refused as a foreign site's.
 */
export function hostVerdict(request: IncomingMessage, site: { origin: string; allowedHosts: string[] }): HostVerdict {
	const hosts = request.rawHeaders
		.filter((_, index) => index % 2 === 0)
		.filter((name) => name.toLowerCase() === 'host');
	if (hosts.length !== 1 || !request.url?.startsWith('/')) return 'bad-request';
	const path = request.url.split('?')[0];
	if (path === '/healthz' || path === '/readyz') return 'answer';
	const host = (request.headers.host ?? '').toLowerCase();
	const origin = new URL(site.origin);
	if (host === origin.host || site.allowedHosts.includes(host)) return 'answer';
	const isAlias = isLoopback(origin.hostname) && isLoopback(host.replace(/:\d+$/, '')) && portOf(host) === origin.port;
	const isReading = request.method === 'GET' || request.method === 'HEAD';
	return isAlias && isReading ? 'redirect' : 'misdirected';
}

function portOf(host: string): string {
	return /:(\d+)$/.exec(host)?.[1] ?? '';
}
