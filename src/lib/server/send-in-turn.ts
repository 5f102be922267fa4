interface Statement {
	execute(): Promise<unknown>;
}

/**
 * Sends a statement of one transaction for each part, while the database still works on the one before: making a part,
 * which may mean packing or encrypting a megabyte, and storing it overlap. No more than two are under way.
 */
export async function sendInTurn<T>(
	parts: Iterable<T> | AsyncIterable<T>,
	statementOf: (part: T, index: number) => Statement
): Promise<void> {
	let former: Promise<unknown> = Promise.resolve();
	let index = 0;
	for await (const part of parts) {
		const running = statementOf(part, index++).execute();
		// It is awaited below; until then a failure has no other handler.
		running.catch(() => undefined);
		await former;
		former = running;
	}
	await former;
}
