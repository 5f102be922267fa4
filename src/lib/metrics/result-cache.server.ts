import { sharedWork } from '#lib/server/shared-work.ts';

const MOST_RESULTS = 200;

/**
 * Results by key, the longest unused dropped beyond 200; of several who ask at once one computes. The key must hold everything a result depends on:
 * organisation, tier, threshold, versions, revision of the role rules, parameters.
 */
export function resultCache(most = MOST_RESULTS) {
	const results = new Map<string, unknown>();
	const shared = sharedWork<unknown>();
	return {
		async get<Result>(key: readonly unknown[], compute: () => Promise<Result>): Promise<Result> {
			const text = JSON.stringify(key);
			const known = results.get(text) as Result | undefined;
			const result = known ?? ((await shared(text, compute)) as Result);
			results.delete(text);
			results.set(text, result);
			for (const oldest of results.keys()) {
				if (results.size <= most) break;
				results.delete(oldest);
			}
			return result;
		}
	};
}
