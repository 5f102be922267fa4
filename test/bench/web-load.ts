import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Target {
	name: string;
	address: string;
	cookie?: string;
	/** Of several readers, each of whom has a share of the connections. */
	cookies?: string[];
}
export interface Load {
	/** Milliseconds of each answer, the shortest first. */
	times: number[];
	seconds: number;
}

const OPENINGS = 4;
const THINKING_MS = 1000;

/** Twenty people who open a page, look at it for a second, and open it again; they come one after the other. */
export async function readByMany(target: Target, readers = 20): Promise<Load> {
	const agent = new Agent({ keepAlive: true });
	const times: number[] = [];
	const start = performance.now();
	const reader = async (place: number) => {
		await sleep((place * THINKING_MS) / readers);
		for (let opening = 0; opening < OPENINGS; opening++) {
			times.push(await answerTime(target, agent));
			await sleep(THINKING_MS);
		}
	};
	await Promise.all(Array.from({ length: readers }, (_, place) => reader(place)));
	agent.destroy();
	return loadOf(times, start);
}

/** As many answers as a server gives over so many connections, each asking again at once. */
export async function hammer(target: Target, connections: number, seconds: number): Promise<Load> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const times: number[] = [];
	const start = performance.now();
	const isOver = () => performance.now() - start > seconds * 1000;
	const connection = async (place: number) => {
		const { address, cookie, cookies } = target;
		const own = { name: target.name, address, cookie: cookies?.[place % cookies.length] ?? cookie };
		while (!isOver()) times.push(await answerTime(own, agent));
	};
	await Promise.all(Array.from({ length: connections }, (_, place) => connection(place)));
	agent.destroy();
	return loadOf(times, start);
}

function loadOf(times: number[], start: number): Load {
	return { times: times.sort((a, b) => a - b), seconds: (performance.now() - start) / 1000 };
}

/** The time below which this part of the answers came. */
export function quantile({ times }: Load, part: number): number {
	return times[Math.min(times.length - 1, Math.ceil(times.length * part) - 1)];
}

function answerTime({ address, cookie }: Target, agent: Agent): Promise<number> {
	const headers = { accept: 'text/html', ...(cookie ? { cookie } : {}) };
	return new Promise((resolve, reject) => {
		const start = performance.now();
		const request = get(address, { agent, headers }, (response) => {
			if (response.statusCode !== 200) reject(new Error(`${address} was answered ${response.statusCode}.`));
			response.resume();
			response.once('end', () => resolve(performance.now() - start));
		});
		request.once('error', reject);
	});
}
