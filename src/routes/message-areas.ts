const ALWAYS = ['shell', 'ui'];

// Which message areas the pages below a route need, by the beginning of the route id; every match counts.
const AREAS: [prefix: string, areas: string[]][] = [
	['/', ['shell', 'ui']],
	['/library', ['reading', 'charts', 'cases']],
	['/library/releases', ['releases']],
	['/compare', ['reading', 'charts', 'cases', 'compare']],
	['/methods', ['reading', 'metrics']],
	['/gallery', ['charts', 'metrics', 'reading']],
	['/login', ['account']],
	['/account', ['account']],
	['/confirm', ['account']],
	['/forgot', ['account']],
	['/reset', ['account']],
	['/setup', ['account']],
	['/invitations', ['account']],
	['/sample', ['library']],
	['/templates', ['data', 'fields']],
	['/o/[organisation]/people', ['account']],
	['/o/[organisation]/settings', ['account']],
	['/o/[organisation]/audit', ['account']],
	['/o/[organisation]/privacy', ['privacy', 'data']],
	['/o/[organisation]/overview', ['reading', 'charts', 'analysis']],
	['/o/[organisation]/find', ['find']],
	['/o/[organisation]/brief', ['reading', 'charts', 'brief']],
	['/o/[organisation]/coverage', ['reading', 'charts', 'analysis']],
	['/o/[organisation]/attrition', ['reading', 'charts', 'analysis']],
	['/o/[organisation]/tenure', ['reading', 'charts']],
	['/o/[organisation]/events', ['reading', 'charts', 'analysis']],
	['/o/[organisation]/what-if', ['reading', 'charts', 'metrics', 'whatif', 'kept']],
	['/o/[organisation]/watch', ['kept']],
	['/o/[organisation]/notes', ['kept']],
	['/o/[organisation]/summaries', ['kept']],
	['/o/[organisation]/views', ['kept']],
	['/o/[organisation]/recovery', ['reading', 'charts', 'recovery']],
	['/o/[organisation]/selection', ['reading', 'charts', 'metrics', 'selection']],
	['/o/[organisation]/releases', ['releases', 'reading']],
	['/o/[organisation]/data', ['data', 'issues', 'fields', 'library']],
	['/o/[organisation]/data/[dataset]', ['metrics']],
	['/o/[organisation]/roles', ['data', 'fields']],
	['/o/[organisation]/events/new', ['data', 'issues', 'fields']]
];
const LANDING = ['reading', 'charts', 'metrics', 'cases'];

/** The message areas of a route; only these are loaded. */
export function areasOf(routeId: string | null): string[] {
	if (routeId === null) return ALWAYS;
	const own = AREAS.filter(([prefix]) => routeId.startsWith(prefix)).flatMap(([, areas]) => areas);
	return [...new Set([...ALWAYS, ...own, ...(routeId === '/' ? LANDING : [])])];
}
