import { Session } from 'node:inspector/promises';

/** Collects garbage now: large arrays that are not used any more would else stay while the next ones are made. */
export async function collectGarbage(): Promise<void> {
	const session = new Session();
	session.connect();
	try {
		await session.post('HeapProfiler.collectGarbage');
	} finally {
		session.disconnect();
	}
}
