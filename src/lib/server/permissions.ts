export type Role = 'administrator' | 'analyst' | 'executive' | 'researcher';
export type Access = 'public' | 'signed-in' | Role[];

/**
 * The one route x role table: SvelteKit route id to who may use it, for every method. A route that is not listed is
 * refused. 'public' needs no session; 'signed-in' any account; a list needs one of the roles in the organisation.
 */
export const ROUTE_ACCESS: Record<string, Access> = {
	'/': 'public',
	'/library/[case]': 'public',
	'/library/[case]/figures/[figure]/[format]': 'public',
	'/methods/[metric]': 'public',
	'/login': 'public',
	'/logout': 'signed-in',
	'/setup/[token]': 'public',
	'/preferences': 'public',
	'/sample': 'signed-in',
	'/healthz': 'public',
	'/readyz': 'public',
	'/gallery': 'public',
	'/gallery/[chart]': 'public',
	'/templates/[kind]': 'public',
	'/o/[organisation]': ['administrator', 'analyst', 'executive', 'researcher'],
	'/o/[organisation]/overview': ['analyst', 'executive'],
	'/o/[organisation]/coverage': ['analyst', 'executive'],
	'/o/[organisation]/events': ['analyst', 'executive'],
	'/o/[organisation]/events/new': ['analyst'],
	'/o/[organisation]/events/[event]': ['analyst', 'executive'],
	'/o/[organisation]/figures/[figure]/[format]': ['analyst', 'executive'],
	'/o/[organisation]/data': ['analyst'],
	'/o/[organisation]/data/new': ['analyst'],
	'/o/[organisation]/data/new/upload': ['analyst'],
	'/o/[organisation]/data/drafts/[draft]': ['analyst'],
	'/o/[organisation]/data/drafts/[draft]/progress': ['analyst'],
	'/o/[organisation]/data/drafts/[draft]/report': ['analyst'],
	'/o/[organisation]/data/[dataset]': ['analyst'],
	'/o/[organisation]/roles': ['analyst'],
	'/o/[organisation]/people': ['administrator'],
	'/o/[organisation]/settings': ['administrator'],
	'/o/[organisation]/audit': ['administrator']
};
