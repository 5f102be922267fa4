import { expect, test } from 'vitest';
import { ROUTE_ACCESS, type Role } from '#lib/server/permissions.ts';
import { sectionsFor } from './sections.ts';

test('an executive sees 11 sections, an analyst 15, an administrator 5, a researcher the releases', () => {
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
	expect(sectionsFor(['analyst'])).toEqual([...read, 'data', 'releases', 'roles', 'privacy']);
	expect(sectionsFor(['administrator'])).toEqual(['releases', 'people', 'privacy', 'settings', 'audit']);
	expect(sectionsFor(['researcher'])).toEqual(['releases']);
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
