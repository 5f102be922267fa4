// Figures that stand on their page whatever is chosen, by the section of the page.
export const NOTED_FIGURES: Record<string, string[]> = {
	coverage: ['coverage', 'headcount', 'clocks', 'below-months', 'risk', 'single-points', 'on-call', 'knowledge'],
	attrition: ['attrition', 'attrition-types', 'movement', 'months'],
	tenure: ['tenure', 'incidence'],
	events: ['compared', 'roles-events', 'vacancy'],
	recovery: ['recovery', 'recovery-months'],
	'what-if': ['what-if']
};

/** Whether a figure stands on its page whatever is chosen. */
export function isNotedFigure(id: string): boolean {
	return Object.values(NOTED_FIGURES).some((ids) => ids.includes(id));
}

/** Where a note on a figure is written; null for a figure outside an organisation, or one that no note can be on. */
export function noteHref(id: string, figures: string): string | null {
	const home = /^(\/o\/[^/]+)\/figures$/.exec(figures)?.[1];
	return home !== undefined && isNotedFigure(id) ? `${home}/notes?on=figure:${id}#write` : null;
}
