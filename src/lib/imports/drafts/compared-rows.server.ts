import { storedFields, type Layout, type Range } from '#lib/datasets/dataset.ts';
import { storedRows } from '#lib/datasets/stored-rows.server.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import type { ComparedRow } from './difference.server.ts';
import { ROW_KEYS } from './row-keys.ts';

/** The rows of a version of facts as text, with their keys. Facts are few: a file of them is read in one go. */
export async function comparedRows(
	tx: Transaction,
	scope: Scope,
	layout: Layout,
	versionId: string | null
): Promise<ComparedRow[]> {
	if (versionId === null) return [];
	const names = ROW_KEYS[layout.table]?.map(memberName);
	if (!names || storedFields(layout).length === 0)
		throw new Error(`Rows of ${layout.table} are not compared as facts.`);
	const rows = await storedRows<Record<string, unknown>>(tx, scope, layout, [versionId]);
	return rows.map(({ line, versionId: _, ...row }) => ({
		line,
		key: JSON.stringify(names.map((name) => row[name])),
		fields: Object.fromEntries(Object.entries(row).map(([name, value]) => [fieldName(name), textOf(value)]))
	}));
}

/** The member of a stored row: requiredMin for required_min. */
function memberName(name: string): string {
	return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
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
