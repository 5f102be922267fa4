import type { ShownCounts, ShownTable } from '#lib/server/disclosure/shown-before.ts';
import type { FigureTables } from '#lib/server/shown-figures.ts';
import type { Result } from '../metric.ts';
import type { KnowledgeRow, KnowledgeSummary } from './knowledge-retained.ts';

/** The index and the people it rests on, in all and by group; between whatever days. */
export function knowledgeTables({ rows, summary }: Result<KnowledgeRow, KnowledgeSummary>): FigureTables {
	const { clock, contractors, capYears, tauYears, total } = summary;
	const table = (some: KnowledgeRow[]): ShownTable => ({
		totals: {},
		rows: Object.fromEntries(some.map((row) => [row.group ?? '', shownKnowledge(row)]))
	});
	return {
		figure: `knowledge retained ${JSON.stringify([clock, contractors, capYears, tauYears])}`,
		parts: { total: table([total]), ...(summary.group === null ? {} : { [knowledgePart(summary)]: table(rows) }) }
	};
}

/** The name of the table of the groups; without groups that of everybody. */
export function knowledgePart({ group }: KnowledgeSummary): string {
	return group === null ? 'total' : `by ${group}`;
}

/** Under which the people are counted that the index rests on. */
export const KNOWLEDGE_PEOPLE = ['base', 'remaining', 'left'] as const;

/** People, and the index in whole percent as executives see it under each weight. */
export function shownKnowledge({ base, remaining, retained, sensitivity }: KnowledgeRow): ShownCounts {
	const percent = (share: number | null) => (share === null ? null : Math.round(share * 100));
	return {
		base,
		remaining,
		left: base - remaining,
		retained: percent(retained),
		...Object.fromEntries(
			sensitivity.map(({ weight, retained }) => [`retained ${JSON.stringify(weight)}`, percent(retained)])
		)
	};
}
