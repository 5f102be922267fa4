import type { FigureSource } from '#lib/charts/figure.ts';
import { citations } from '#lib/library/sources.ts';

/** The citations of a `source` cell as sources of a figure. */
export function sourcesOf(cell: string | null): FigureSource[] {
	return citations(cell ?? '').map(({ text, href }) => (href === null ? { text } : { text, href }));
}

/** Each source once, by address or else by words, in order of first mention. */
export function distinctSources(sources: FigureSource[]): FigureSource[] {
	const seen = new Map<string, FigureSource>();
	for (const source of sources) {
		const key = source.href ?? source.text;
		if (!seen.has(key)) seen.set(key, source);
	}
	return [...seen.values()];
}
