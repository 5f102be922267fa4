import type { Role } from '#lib/server/permissions.ts';

const READERS: Role[] = ['analyst', 'executive'];
const SECTIONS: Record<string, [section: string, roles: Role[]][]> = {
	results: [
		['overview', READERS],
		['brief', READERS],
		['coverage', READERS],
		['events', READERS],
		['attrition', READERS],
		['tenure', READERS],
		['selection', ['analyst']]
	],
	plan: [
		['recovery', READERS],
		['what-if', READERS],
		['watch', READERS],
		['notes', READERS],
		['views', READERS]
	],
	data: [
		['data', ['analyst']],
		['roles', ['analyst']],
		['releases', ['administrator', 'analyst', 'researcher']]
	],
	administration: [
		['people', ['administrator']],
		['privacy', ['administrator', 'analyst']],
		['settings', ['administrator']],
		['audit', ['administrator']]
	]
};

/** The navigation of an organisation for a reader with these roles: groups of entries, in order; none is empty. */
export function sectionGroups(roles: Role[]): { group: string; sections: string[] }[] {
	return Object.entries(SECTIONS).flatMap(([group, entries]) => {
		const open = entries.filter(([, allowed]) => allowed.some((role) => roles.includes(role)));
		return open.length === 0 ? [] : [{ group, sections: open.map(([section]) => section) }];
	});
}

/** All entries of an organisation's navigation for a reader with these roles, in order. */
export function sectionsFor(roles: Role[]): string[] {
	return sectionGroups(roles).flatMap(({ sections }) => sections);
}
