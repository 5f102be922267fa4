import { storedFields, type Layout, type Range } from '#lib/datasets/dataset.ts';
import { storedRows } from '#lib/datasets/stored-rows.server.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import type { ComparedRow } from './difference.server.ts';

// What makes two rows of facts the same fact in two versions.
const KEYS: Record<string, string[]> = {
	staffing_requirement: ['functionId', 'fromDate'],
	event: ['eventId'],
	executive_departure: ['organisation', 'person', 'post'],
	incident: ['incidentId'],
	headcount_point: ['organisation', 'reportedFor', 'kind', 'reportedBy'],
	team_impact: ['organisation', 'team', 'eventId', 'measuredOn']
};

/** The rows of a version of facts as text, with their keys. Facts are few: a file of them is read in one go. */
export async function comparedRows(
	tx: Transaction,
	scope: Scope,
	layout: Layout,
	versionId: string | null
): Promise<ComparedRow[]> {
	if (versionId === null) return [];
	const names = KEYS[layout.table];
	if (!names || storedFields(layout).length === 0)
		throw new Error(`Rows of ${layout.table} are not compared as facts.`);
	const rows = await storedRows<Record<string, unknown>>(tx, scope, layout, [versionId]);
	return rows.map(({ line, versionId: _, ...row }) => ({
		line,
		key: JSON.stringify(names.map((name) => row[name])),
		fields: Object.fromEntries(Object.entries(row).map(([name, value]) => [fieldName(name), textOf(value)]))
	}));
}

/** The name of the field of the kind: required_min for requiredMin. */
function fieldName(name: string): string {
	return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'boolean') return value ? '✓' : '✗';
	return typeof value === 'object' ? rangeText(value as Range) : String(value);
}

function rangeText({ low, best, high, text }: Range): string {
	const numbers = [...new Set([low, best, high].filter((bound) => bound !== null))].join(' / ');
	return [numbers, text].filter(Boolean).join(' ');
}
