import { expect, test } from 'vitest';
import { roleFamilyOf, type RoleRules } from '#lib/roles/role-rules.ts';
import { editedRoles, readRoleEdit } from './role-edits.ts';

const roles: RoleRules = {
	families: [
		{ id: 'security', nameEn: 'Security', nameFr: 'Sécurité', isCritical: true },
		{ id: 'payroll', nameEn: 'Payroll', nameFr: 'Paie', isCritical: true }
	],
	rules: [{ roleFamilyId: 'security', field: 'job_title', match: 'contains', pattern: 'security' }]
};

test('a title assigned by hand wins over a rule that was there before', () => {
	expect(roleFamilyOf(roles, 'Security Payroll Clerk', '')).toBe('security');
	const edited = editedRoles(roles, { act: 'assign', jobTitle: 'Security Payroll Clerk', family: 'payroll' });
	expect(roleFamilyOf(edited, 'Security Payroll Clerk', '')).toBe('payroll');
	expect(roleFamilyOf(edited, 'Security Engineer', '')).toBe('security');
});

test('removing a role removes its rules', () => {
	expect(editedRoles(roles, { act: 'remove-family', id: 'security' })).toEqual({
		families: [roles.families[1]],
		rules: []
	});
});

test('a new role gets an id of its English name, and that name where no French one is given', () => {
	const edited = editedRoles(roles, { act: 'add-family', nameEn: 'Night Desk', nameFr: '', isCritical: false });
	expect(edited.families[2]).toEqual({
		id: 'night-desk',
		nameEn: 'Night Desk',
		nameFr: 'Night Desk',
		isCritical: false
	});
});

test('a form without a known act is no edit', () => {
	const form = new FormData();
	form.set('act', 'drop-everything');
	expect(readRoleEdit(form)).toBeNull();
});
