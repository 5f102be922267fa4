import type { ColumnTable } from '#lib/server/columns.ts';
import { codeColumn } from '#lib/server/columns.ts';
import { namedRoleFamily, normaliseWords, ruleTest } from './role-rules.ts';
import type { RoleRule, RoleRules } from './role-rules.ts';

/** The role family of every row: `families[codes[row]]`; code 0 is the empty word, no family. */
export interface RoleColumn {
	codes: Uint16Array;
	families: string[];
}

const NO_RULE = 0xffff_ffff;

/**
 * The role family of every row of a roster. A family written in the file wins over the rules; the rules look at job
 * title and department. Rules run once per dictionary word, not per row.
 *
 * @param table a roster: jobTitle, department, roleFamily (code columns)
 */
export function roleColumn(table: ColumnTable, rules: RoleRules): RoleColumn {
	const title = codeColumn(table, 'jobTitle');
	const department = codeColumn(table, 'department');
	const given = codeColumn(table, 'roleFamily');
	const families = ['', ...rules.families.map((family) => family.id)];
	const codeOf = (family: string) => {
		const known = families.indexOf(family);
		return known >= 0 ? known : families.push(family) - 1;
	};
	const givenCode = given.words.map((word) => codeOf(namedRoleFamily(rules, word) ?? ''));
	const ruleCode = Uint16Array.from(rules.rules, (rule) => codeOf(rule.roleFamilyId));
	const titleRule = firstRules(title.words, rules, 'job_title');
	const departmentRule = firstRules(department.words, rules, 'department');
	const codes = new Uint16Array(table.rowCount);
	for (let row = 0; row < codes.length; row++) {
		const named = givenCode[given.codes[row]];
		const byTitle = titleRule[title.codes[row]];
		const byDepartment = departmentRule[department.codes[row]];
		const rule = byTitle < byDepartment ? byTitle : byDepartment;
		codes[row] = named !== 0 ? named : rule === NO_RULE ? 0 : ruleCode[rule];
	}
	return { codes, families };
}

function firstRules(words: string[], rules: RoleRules, field: RoleRule['field']): Uint32Array {
	const own = rules.rules
		.map((rule, index) => ({ matches: ruleTest(rule), field: rule.field, index }))
		.filter((rule) => rule.field === field);
	return Uint32Array.from(words, (word) => {
		const text = normaliseWords(word);
		return own.find((rule) => rule.matches(text))?.index ?? NO_RULE;
	});
}

export interface UnmatchedTitle {
	jobTitle: string;
	department: string;
	/** Rows of the roster (spells, not people). */
	rows: number;
}

/**
 * Job titles that no rule and no family of the file places, with the rows they stand for; the most frequent first.
 *
 * @param table a roster: jobTitle, department, roleFamily (code columns)
 */
export function unmatchedTitles(table: ColumnTable, rules: RoleRules): UnmatchedTitle[] {
	const title = codeColumn(table, 'jobTitle');
	const department = codeColumn(table, 'department');
	const { codes } = roleColumn(table, rules);
	const counts = new Map<number, number>();
	const width = department.words.length;
	for (let row = 0; row < codes.length; row++) {
		if (codes[row] !== 0) continue;
		const pair = title.codes[row] * width + department.codes[row];
		counts.set(pair, (counts.get(pair) ?? 0) + 1);
	}
	return [...counts]
		.map(([pair, rows]) => ({
			jobTitle: title.words[Math.floor(pair / width)],
			department: department.words[pair % width],
			rows
		}))
		.sort((a, b) => b.rows - a.rows || compare(a.jobTitle, b.jobTitle) || compare(a.department, b.department));
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
