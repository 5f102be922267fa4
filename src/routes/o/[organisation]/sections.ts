import type { Role } from '#lib/server/permissions.ts';

const SECTIONS: [section: string, roles: Role[]][] = [
	['overview', ['analyst', 'executive']],
	['brief', ['analyst', 'executive']],
	['coverage', ['analyst', 'executive']],
	['events', ['analyst', 'executive']],
	['attrition', ['analyst', 'executive']],
	['tenure', ['analyst', 'executive']],
	['recovery', ['analyst', 'executive']],
	['what-if', ['analyst', 'executive']],
	['watch', ['analyst', 'executive']],
	['notes', ['analyst', 'executive']],
	['views', ['analyst', 'executive']],
	['data', ['analyst']],
	['releases', ['administrator', 'analyst', 'researcher']],
	['roles', ['analyst']],
	['people', ['administrator']],
	['privacy', ['administrator', 'analyst']],
	['settings', ['administrator']],
	['audit', ['administrator']]
];

/** The entries of an organisation's navigation for a reader with these roles, in order. */
export function sectionsFor(roles: Role[]): string[] {
	return SECTIONS.filter(([, allowed]) => allowed.some((role) => roles.includes(role))).map(([section]) => section);
}
