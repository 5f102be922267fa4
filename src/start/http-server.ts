import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { bodyRefusal, isUpload, watchPace } from './body-guard.ts';
import { hostVerdict } from './host-check.ts';
import { LARGE_BODY_POLICY, largeBodyPage } from './large-body-page.ts';
import type { Log } from '../lib/server/log.ts';
import type { Metrics } from './metrics.ts';
import { isInTurn } from './requests-in-turn.ts';
import { setSecurityHeaders } from './security-headers.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Site {
	origin: string;
	allowedHosts: string[];
	uploadLimitBytes: number;
	/** Told of requests that are refused before the site sees them. */
	log?: Log;
}

const OPTIONS = {
	requestTimeout: 3_600_000,
	headersTimeout: 10_000,
	connectionsCheckingInterval: 2000,
	// Longer than proxies keep an idle connection (usually a minute): the side that closes first must not be this one.
	keepAliveTimeout: 75_000,
	maxHeaderSize: 16_384
};
const SILENT_SOCKET_MS = 120_000;
const LINGER_MS = 30_000;

/** The product's server: refuses what the site should never see, and sets the headers the site does not know. */
export function siteServer(site: Site, handler: Handler, metrics: Metrics | null = null): Server {
	const isHttps = site.origin.startsWith('https:');
	const server = createServer(OPTIONS, (request, response) => {
		if (!isInTurn(request, response)) return;
		setSecurityHeaders(response, isHttps);
		if (!server.listening) response.setHeader('Connection', 'close');
		let isRefused = true;
		response.once('finish', () => {
			const { method } = request;
			const { statusCode: status } = response;
			if (isRefused && status >= 400) site.log?.info({ method, status }, 'A request was refused before it was read.');
		});
		const verdict = hostVerdict(request, site);
		if (verdict === 'redirect') return redirect(response, site.origin + request.url);
		if (verdict === 'bad-request') return refuse(request, response, 400, 'Bad request.');
		if (verdict === 'misdirected') {
			return refuse(request, response, 421, `This is ${site.origin}. Other names go into ALLOWED_HOSTS.`);
		}
		if (metrics?.take(request, response)) return;
		const status = bodyRefusal(request, site.uploadLimitBytes);
		if (status === 413) return refuseLarge(request, response, site.uploadLimitBytes);
		if (status === 411) return refuse(request, response, 411, 'The request must say its length.');
		isRefused = false;
		watchPace(request);
		handler(request, response);
	});
	server.maxConnections = 2000;
	server.setTimeout(SILENT_SOCKET_MS);
	server.on('clientError', answerBrokenRequest);
	return server;
}

function redirect(response: ServerResponse, location: string): void {
	response.writeHead(307, { Location: location, 'Content-Length': 0 }).end();
}

/** A file above the limit is answered as the upload route would; nothing of it was read. */
function refuseLarge(request: IncomingMessage, response: ServerResponse, limit: number): void {
	if (!isUpload(request)) return refuseLargeForm(request, response);
	const details = { size: Number(request.headers['content-length']), limit };
	const answer = JSON.stringify({ issue: { code: 'FILE_TOO_LARGE', severity: 'fatal', details } });
	refuse(request, response, 413, answer, 'application/json');
}

function refuseLargeForm(request: IncomingMessage, response: ServerResponse): void {
	if (!/\btext\/html\b/.test(request.headers.accept ?? ''))
		return refuse(request, response, 413, 'The request is larger than allowed here.');
	response.setHeader('Content-Security-Policy', LARGE_BODY_POLICY);
	refuse(request, response, 413, largeBodyPage(), 'text/html; charset=utf-8');
}

// The answer is whole at once, but the connection ends after the body: ended under a sender who still writes, it would
// take the answer away from him.
function refuse(
	request: IncomingMessage,
	response: ServerResponse,
	status: number,
	text: string,
	type = 'text/plain; charset=utf-8'
): void {
	const body = text + '\n';
	response.writeHead(status, {
		'Content-Type': type,
		'Content-Length': Buffer.byteLength(body),
		Connection: 'close'
	});
	if (request.method !== 'HEAD') response.write(body);
	const timer = setTimeout(() => request.destroy(), LINGER_MS);
	const end = () => {
		clearTimeout(timer);
		response.end();
	};
	request.once('end', end).once('close', end).resume();
}

const PARSER_STATUS: Record<string, string> = {
	HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
	ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout'
};

function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
	if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
	const status = PARSER_STATUS[error.code ?? ''] ?? '400 Bad Request';
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\n\r\n`);
}
