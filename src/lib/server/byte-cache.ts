/** Keeps the most recently used values whose sizes add up to at most `limit` bytes. */
export function byteCache<T>(limit: number) {
	const entries = new Map<string, { value: T; bytes: number }>();
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
			entries.set(key, entry);
			return entry.value;
		},
		set(key: string, value: T, bytes: number): void {
			drop(key);
			if (bytes > limit) return;
			entries.set(key, { value, bytes });
			total += bytes;
			for (const oldest of entries.keys()) {
				if (total <= limit) break;
				drop(oldest);
			}
		},
		forget(isOver: (key: string) => boolean): void {
			for (const key of [...entries.keys()]) if (isOver(key)) drop(key);
		},
		bytes: () => total
	};
}
