import type { IcicleDatum } from '#lib/charts/icicle/icicle-layout.ts';

const OUTER = 14;
const INNER = 6;

/** The largest parts of each level by name; the others of the same part stand together. Order and sums stay. */
export function bundledParts(parts: IcicleDatum[], others: (count: number) => string): IcicleDatum[] {
	const inside = (path: string[]) =>
		parts.filter((part) => part.path.length === path.length + 1 && path.every((name, at) => part.path[at] === name));
	const level = (path: string[]): IcicleDatum[] => {
		const own = inside(path).toSorted((a, b) => b.people - a.people);
		const most = path.length === 0 ? OUTER : INNER;
		const kept = own.length > most ? own.slice(0, most - 1) : own;
		const rest = own.slice(kept.length);
		const bundle = rest.length === 0 ? [] : [together([...path, others(rest.length)], rest)];
		return [...kept.flatMap((part) => [part, ...level(part.path)]), ...bundle];
	};
	return level([]);
}

function together(path: string[], parts: IcicleDatum[]): IcicleDatum {
	return {
		path,
		people: parts.reduce((sum, part) => sum + part.people, 0),
		left: parts.every((part) => part.left !== null) ? parts.reduce((sum, part) => sum + (part.left ?? 0), 0) : null
	};
}
