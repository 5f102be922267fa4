/**
 * Keeps the most recently used values whose sizes add up to at most `limit` bytes. Whenever one is added, those that
 * nobody asked for in `unusedMs` milliseconds by `now` are let go.
 */
export function byteCache<T>(limit: number, unusedMs = Infinity, now: () => number = () => performance.now()) {
	// In the order of their last use, the latest at the end.
	const entries = new Map<string, { value: T; bytes: number; usedAt: number }>();
	let total = 0;
	const drop = (key: string) => {
		total -= entries.get(key)?.bytes ?? 0;
		entries.delete(key);
	};
	return {
		get(key: string): T | null {
			const entry = entries.get(key);
			if (!entry) return null;
			entries.delete(key);
			entries.set(key, { ...entry, usedAt: now() });
			return entry.value;
		},
		set(key: string, value: T, bytes: number): void {
			drop(key);
			if (bytes > limit) return;
			entries.set(key, { value, bytes, usedAt: now() });
			total += bytes;
			for (const [oldest, { usedAt }] of entries) {
				if (total <= limit && now() - usedAt < unusedMs) break;
				drop(oldest);
			}
		},
		forget(isOver: (key: string) => boolean): void {
			for (const key of [...entries.keys()]) if (isOver(key)) drop(key);
		},
		bytes: () => total
	};
}
