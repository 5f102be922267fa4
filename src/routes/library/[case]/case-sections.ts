interface CaseParts {
	ultimatums: unknown[];
	contradictions: unknown[];
	articles: unknown[];
	departures: unknown[];
	incidents: unknown[];
	figures: { headcounts: unknown; teams: unknown };
	series: unknown;
	table: { rows: unknown[] };
}

/** The sections a case has, in the order of its page. */
export function caseSections(parts: CaseParts): string[] {
	const sections: [string, boolean][] = [
		['ultimatum', parts.ultimatums.length > 0],
		['story', true],
		['headcounts', parts.figures.headcounts !== null],
		['teams', parts.figures.teams !== null],
		['series', parts.series !== null],
		['figures', parts.table.rows.length > 0],
		['contradictions', parts.contradictions.length > 0],
		['articles', parts.articles.length > 0],
		['executives', parts.departures.length > 0],
		['incidents', parts.incidents.length > 0],
		['limits', true],
		['data', true]
	];
	return sections.filter(([, isThere]) => isThere).map(([id]) => id);
}
