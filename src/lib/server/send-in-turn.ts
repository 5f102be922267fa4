interface Statement {
	execute(): Promise<unknown>;
}

/**
 * Sends statements of one transaction, each while the database still works on the one before: making a statement, which
 * may mean packing or encrypting a megabyte, and its work overlap. No more than two are under way.
 */
export async function sendInTurn(statements: Iterable<Statement>): Promise<void> {
	let former: Promise<unknown> = Promise.resolve();
	for (const statement of statements) {
		const running = statement.execute();
		// It is awaited below; until then a failure has no other handler.
		running.catch(() => undefined);
		await former;
		former = running;
	}
	await former;
}
