import { normaliseWords, type RoleRule, type RoleRules } from '#lib/roles/role-rules.ts';

/** One edit of an organisation's role families, as the roles page sends it. Values are checked when saved. */
export type RoleEdit =
	| { act: 'assign'; jobTitle: string; family: string }
	| { act: 'add-rule'; rule: RoleRule }
	| { act: 'remove-rule'; index: number }
	| { act: 'save-family'; id: string; nameEn: string; nameFr: string; isCritical: boolean }
	| { act: 'add-family'; nameEn: string; nameFr: string; isCritical: boolean }
	| { act: 'remove-family'; id: string };

/** The rules after an edit. A title that is assigned by hand gets a rule before all others. */
export function editedRoles(roles: RoleRules, edit: RoleEdit): RoleRules {
	switch (edit.act) {
		case 'assign': {
			const rule: RoleRule = { roleFamilyId: edit.family, field: 'job_title', match: 'equals', pattern: edit.jobTitle };
			return { ...roles, rules: [rule, ...roles.rules] };
		}
		case 'add-rule':
			return { ...roles, rules: [...roles.rules, edit.rule] };
		case 'remove-rule':
			return { ...roles, rules: roles.rules.filter((_, index) => index !== edit.index) };
		case 'save-family':
			return {
				...roles,
				families: roles.families.map((family) => (family.id === edit.id ? changed(family, edit) : family))
			};
		case 'add-family':
			return { ...roles, families: [...roles.families, { id: familyId(edit.nameEn), ...named(edit) }] };
		case 'remove-family':
			return {
				families: roles.families.filter((family) => family.id !== edit.id),
				rules: roles.rules.filter((rule) => rule.roleFamilyId !== edit.id)
			};
	}
}

function changed(family: RoleRules['families'][number], edit: { nameEn: string; nameFr: string; isCritical: boolean }) {
	return { id: family.id, ...named(edit) };
}

function named(edit: { nameEn: string; nameFr: string; isCritical: boolean }) {
	return { nameEn: edit.nameEn, nameFr: edit.nameFr || edit.nameEn, isCritical: edit.isCritical };
}

function familyId(name: string): string {
	return normaliseWords(name)
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 60);
}

/** Reads an edit from a form by naming its fields; anything else in the form is ignored. */
export function readRoleEdit(form: FormData): RoleEdit | null {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const names = { nameEn: text('name-en'), nameFr: text('name-fr'), isCritical: form.get('critical') === 'on' };
	switch (text('act')) {
		case 'assign':
			return { act: 'assign', jobTitle: text('title'), family: text('family') };
		case 'add-rule': {
			const rule = {
				roleFamilyId: text('family'),
				field: text('field'),
				match: text('match'),
				pattern: text('pattern')
			};
			return { act: 'add-rule', rule: rule as RoleRule };
		}
		case 'remove-rule':
			return { act: 'remove-rule', index: Number(text('index')) };
		case 'save-family':
			return { act: 'save-family', id: text('id'), ...names };
		case 'add-family':
			return { act: 'add-family', ...names };
		case 'remove-family':
			return { act: 'remove-family', id: text('id') };
		default:
			return null;
	}
}
