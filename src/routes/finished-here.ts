const finished = new WeakSet<object>();

/**
 * Data of a page that is drawn on the server and never taken over by a script (`csr = false`): the framework need not
 * write it down beside the drawing. Where it is fetched alone, by a script that draws the page itself, it stays as it is.
 */
export function finishedHere<T extends object>({ isDataRequest }: { isDataRequest: boolean }, data: T): T {
	if (!isDataRequest) finished.add(data);
	return data;
}

export const isFinishedHere = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && finished.has(value);
