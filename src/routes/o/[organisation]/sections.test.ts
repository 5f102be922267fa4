import { expect, test } from 'vitest';
import { ROUTE_ACCESS, type Role } from '#lib/server/permissions.ts';
import { sectionGroups, sectionsFor } from './sections.ts';

test('an executive sees 11 sections, an analyst 16, an administrator 5, a researcher the releases', () => {
	const read = [
		'overview',
		'brief',
		'coverage',
		'events',
		'attrition',
		'tenure',
		'recovery',
		'what-if',
		'watch',
		'notes',
		'views'
	];
	expect(sectionsFor(['executive'])).toEqual(read);
	expect(sectionsFor(['analyst'])).toEqual([
		...read.slice(0, 6),
		'selection',
		...read.slice(6),
		...['data', 'roles', 'releases', 'privacy']
	]);
	expect(sectionsFor(['administrator'])).toEqual(['releases', 'people', 'privacy', 'settings', 'audit']);
	expect(sectionsFor(['researcher'])).toEqual(['releases']);
});

test('an executive has 2 groups of entries, an analyst 4, an administrator 2, a researcher 1', () => {
	const groups = (role: Role) => sectionGroups([role]).map(({ group }) => group);
	expect(groups('executive')).toEqual(['results', 'plan']);
	expect(groups('analyst')).toEqual(['results', 'plan', 'data', 'administration']);
	expect(groups('administrator')).toEqual(['data', 'administration']);
	expect(groups('researcher')).toEqual(['data']);
});

test.each<Role>(['administrator', 'analyst', 'executive', 'researcher'])(
	'every section offered to the role %s is one that the route table allows it',
	(role) => {
		const refused = sectionsFor([role]).filter(
			(section) => !ROUTE_ACCESS[`/o/[organisation]/${section}`].includes(role)
		);
		expect(refused).toEqual([]);
	}
);
