import { LEVELS, ROLES } from '../../src/lib/sample-company/company-model.ts';

/** Every job title and department of the generated company with its role family, for a peer that has no rules. */
export function sampleRoles(): { title: string; department: string; role: string }[] {
	const all = ROLES.flatMap(({ titles, department, family }) =>
		titles.flatMap((title) =>
			LEVELS.map(([, , write]) => ({ title: write(title, department), department, role: family }))
		)
	);
	return [...new Map(all.map((entry) => [`${entry.title}\n${entry.department}`, entry])).values()];
}
