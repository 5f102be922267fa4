/**
 * What was read for one request. Whoever reads with the same moment sees the same versions and role rules, also when
 * others are published meanwhile: no page is half old and half new.
 */
export type Moment = Map<string, Promise<unknown>>;

/** What `read` gave when it was first asked under this key; without a moment it is asked anew. One key, one type. */
export function onceIn<T>(moment: Moment | undefined, key: string, read: () => Promise<T>): Promise<T> {
	const known = moment?.get(key) as Promise<T> | undefined;
	if (known) return known;
	const reading = read();
	moment?.set(key, reading);
	return reading;
}
