// Figures that stand on their page whatever is chosen, by the section of the page.
export const NOTED_FIGURES: Record<string, string[]> = {
	coverage: ['coverage', 'headcount', 'clocks', 'below-months', 'risk', 'single-points', 'on-call', 'knowledge'],
	attrition: ['attrition', 'attrition-types', 'movement', 'months'],
	tenure: ['tenure', 'incidence'],
	events: ['compared', 'roles-events', 'vacancy'],
	recovery: ['recovery', 'recovery-months'],
	'what-if': ['what-if']
};

/** Where a note on a figure is written; null for a figure outside an organisation, or one that no note can be on. */
export function noteHref(id: string, figures: string): string | null {
	const home = /^(\/o\/[^/]+)\/figures$/.exec(figures)?.[1];
	const isNoted = Object.values(NOTED_FIGURES).some((ids) => ids.includes(id));
	return home !== undefined && isNoted ? `${home}/notes?on=figure:${id}#write` : null;
}
