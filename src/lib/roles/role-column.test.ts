import { expect, test } from 'vitest';
import type { ColumnTable } from '#lib/server/columns.ts';
import { DEFAULT_ROLE_FAMILIES, DEFAULT_ROLE_RULES } from './default-role-families.ts';
import { roleColumn, unmatchedTitles } from './role-column.server.ts';

const rules = { families: DEFAULT_ROLE_FAMILIES, rules: DEFAULT_ROLE_RULES };

function roster(rows: { jobTitle: string; department: string; roleFamily: string }[]): ColumnTable {
	const code = (name: 'jobTitle' | 'department' | 'roleFamily') => {
		const words = [...new Set(['', ...rows.map((row) => row[name])])];
		return { type: 'code' as const, codes: Uint8Array.from(rows, (row) => words.indexOf(row[name])), words };
	};
	return {
		rowCount: rows.length,
		columns: { jobTitle: code('jobTitle'), department: code('department'), roleFamily: code('roleFamily') }
	};
}

const rows = [
	{ jobTitle: 'Software Engineer', department: 'Security', roleFamily: '' },
	{ jobTitle: 'Analyst', department: 'Security', roleFamily: '' },
	{ jobTitle: 'Payroll Specialist', department: 'Finance', roleFamily: 'SRE/operations' },
	{ jobTitle: 'Payroll Specialist', department: 'Finance', roleFamily: 'Data platform' },
	{ jobTitle: 'Head Chef', department: 'Canteen', roleFamily: '' },
	{ jobTitle: 'Head Chef', department: 'Canteen', roleFamily: '' },
	{ jobTitle: 'Gardener', department: '', roleFamily: '' }
];

test('a title rule comes before a department rule, and a family of the file before both', () => {
	const { codes, families } = roleColumn(roster(rows), rules);
	expect([...codes].map((code) => families[code])).toEqual([
		'engineering',
		'security',
		'sre-operations',
		'data-platform',
		'',
		'',
		''
	]);
});

test('unmatched titles are listed with their rows, the most frequent first', () => {
	expect(unmatchedTitles(roster(rows), rules)).toEqual([
		{ jobTitle: 'Head Chef', department: 'Canteen', rows: 2 },
		{ jobTitle: 'Gardener', department: '', rows: 1 }
	]);
});

test('without rules every title is unmatched, and a family of the file still counts', () => {
	const unmatched = unmatchedTitles(roster(rows), { families: DEFAULT_ROLE_FAMILIES, rules: [] });
	expect(unmatched.map((title) => title.rows)).toEqual([2, 1, 1, 1]);
	expect(unmatched.some((title) => title.jobTitle === 'Payroll Specialist')).toBe(false);
});
