/** Where the reader is inside a chart: which series, which mark of it. */
export interface MarkPlace {
	series: number;
	index: number;
}
export type KeyOutcome = { kind: 'go'; to: MarkPlace } | { kind: 'leave' } | null;

const ALONG: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
const ACROSS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

function clamp(value: number, length: number): number {
	return Math.min(Math.max(value, 0), length - 1);
}

/**
 * What a key does in a chart whose series have `sizes` marks. Outside (`at` null) only Enter acts.
 * Left and right go along a series, up and down to the neighbouring one, or along when there is but one.
 */
export function keyOutcome(key: string, at: MarkPlace | null, sizes: number[]): KeyOutcome {
	if (sizes.length === 0) return null;
	if (at === null) return key === 'Enter' ? { kind: 'go', to: { series: 0, index: 0 } } : null;
	const { series, index } = at;
	if (key === 'Escape') return { kind: 'leave' };
	if (key === 'Home') return { kind: 'go', to: { series, index: 0 } };
	if (key === 'End') return { kind: 'go', to: { series, index: sizes[series] - 1 } };
	const along = ALONG[key] ?? (sizes.length === 1 ? ACROSS[key] : undefined);
	if (along !== undefined) return { kind: 'go', to: { series, index: clamp(index + along, sizes[series]) } };
	if (ACROSS[key] === undefined) return null;
	const next = clamp(series + ACROSS[key], sizes.length);
	return { kind: 'go', to: { series: next, index: clamp(index, sizes[next]) } };
}
