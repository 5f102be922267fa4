import type { CoverageAnalysis } from './coverage-analysis.server.ts';

/** The parts a coverage page has, in their order, by the ids of their elements. */
export function coverageContents(
	{ clocks, belowMonths, singlePoints, onCall, knowledge }: CoverageAnalysis,
	t: (key: string) => string
): { id: string; label: string }[] {
	const parts: [id: string, isShown: unknown][] = [
		['coverage', true],
		['since', true],
		['clocks', clocks],
		['below-months', belowMonths],
		['risk', true],
		['headcount', true],
		['single-points', singlePoints],
		['on-call', onCall],
		['knowledge', knowledge]
	];
	return parts.flatMap(([id, isShown]) => (isShown ? [{ id, label: t(`reading.contents.${id}`) }] : []));
}
