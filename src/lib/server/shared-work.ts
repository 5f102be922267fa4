/**
 * Work by key: who asks for what is under way already waits for it instead of beginning it again. Where it fails for the
 * one who began it, those who waited try each for themselves. A key must hold everything that its result depends on.
 * Never wait inside a transaction: the work may need the connection.
 */
export function sharedWork<Result>(): (key: string, work: () => Promise<Result>) => Promise<Result> {
	const underWay = new Map<string, Promise<Result>>();
	return async (key, work) => {
		const awaited = underWay.get(key);
		if (awaited) return awaited.catch(work);
		const own = work();
		underWay.set(key, own);
		try {
			return await own;
		} finally {
			underWay.delete(key);
		}
	};
}
