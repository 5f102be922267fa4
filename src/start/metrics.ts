import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Upper ends of the classes of how long an answer took, in seconds. */
const BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const PATH = '/metrics';

/** What a process tells of itself in the text format of Prometheus. Nothing of it names an organisation or a page. */
export interface Metrics {
	/** Counts the request, and answers it where it asks for the metrics. True: it was answered. */
	take(request: IncomingMessage, response: ServerResponse): boolean;
}

export function openMetrics(token: string, version: string): Metrics {
	const answers = new Map<string, number>();
	const classes = BUCKETS.map(() => 0);
	let [count, seconds, open] = [0, 0, 0];
	const delay = monitorEventLoopDelay({ resolution: 20 });
	delay.enable();
	const observe = (response: ServerResponse) => {
		const began = process.hrtime.bigint();
		open++;
		response.once('close', () => {
			const taken = Number(process.hrtime.bigint() - began) / 1e9;
			const status = `${Math.floor(response.statusCode / 100)}xx`;
			answers.set(status, (answers.get(status) ?? 0) + 1);
			BUCKETS.forEach((limit, i) => taken <= limit && classes[i]++);
			[count, seconds, open] = [count + 1, seconds + taken, open - 1];
		});
	};
	const text = () => {
		const memory = process.memoryUsage();
		return [
			...family('muster_info', 'gauge', 'The version that runs.', [[`{version="${version}"}`, 1]]),
			...family(
				'muster_http_answers_total',
				'counter',
				'Answers by class of status.',
				[...answers].sort().map(([status, number]) => [`{status="${status}"}`, number])
			),
			...family('muster_http_open', 'gauge', 'Requests that are being answered.', [['', open]]),
			...histogram('muster_http_seconds', 'How long answers took.', { classes, count, seconds }),
			...family('muster_resident_bytes', 'gauge', 'Memory of the process.', [['', memory.rss]]),
			...family('muster_heap_bytes', 'gauge', 'Memory of the heap in use.', [['', memory.heapUsed]]),
			...family('muster_event_loop_delay_seconds', 'gauge', 'Delay of the event loop, 99th percentile.', [
				['', delay.percentile(99) / 1e9]
			]),
			...family('muster_uptime_seconds', 'gauge', 'Since the start of the process.', [['', process.uptime()]]),
			''
		].join('\n');
	};
	return {
		take(request, response) {
			if (request.url?.split('?')[0] !== PATH) {
				observe(response);
				return false;
			}
			answer(response, isAllowed(request, token) ? text() : null);
			return true;
		}
	};
}

/** Without the token the address is one that does not exist. */
function answer(response: ServerResponse, text: string | null): void {
	const type = text === null ? 'text/plain; charset=utf-8' : 'text/plain; version=0.0.4; charset=utf-8';
	const body = text ?? 'Not found\n';
	response.writeHead(text === null ? 404 : 200, {
		'Content-Type': type,
		'Content-Length': Buffer.byteLength(body),
		'Cache-Control': 'private, no-store'
	});
	response.end(body);
}

function isAllowed(request: IncomingMessage, token: string): boolean {
	if (request.method !== 'GET') return false;
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
}

function family(name: string, type: string, help: string, samples: [labels: string, value: number][]): string[] {
	return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map(([at, value]) => `${name}${at} ${value}`)];
}

function histogram(
	name: string,
	help: string,
	{ classes, count, seconds }: { classes: number[]; count: number; seconds: number }
): string[] {
	return [
		`# HELP ${name} ${help}`,
		`# TYPE ${name} histogram`,
		...BUCKETS.map((limit, i) => `${name}_bucket{le="${limit}"} ${classes[i]}`),
		`${name}_bucket{le="+Inf"} ${count}`,
		`${name}_sum ${seconds}`,
		`${name}_count ${count}`
	];
}
