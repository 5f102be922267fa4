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

const LARGE_BYTES = 1 << 20;

/** The pieces; what each large one was made of is collected before the next is made. */
export async function* collectedBetween(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	for (const piece of pieces) {
		yield piece;
		if (piece.length >= LARGE_BYTES) await collectGarbage();
	}
}
