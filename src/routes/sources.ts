import type { FigureSource } from '#lib/charts/figure.ts';
import { citations } from '#lib/library/sources.ts';
import type { Language } from '#lib/messages/language.ts';

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

const NAMED_AT_MOST = 3;

/** The source line of a figure: up to three sources by name, more as their number, the table naming each. */
export function sourceLine(sources: FigureSource[], { t }: Language): FigureSource[] {
	const distinct = distinctSources(sources);
	if (distinct.length <= NAMED_AT_MOST) return distinct;
	return [{ text: t('figures.sources-in-table', { count: distinct.length }) }];
}
