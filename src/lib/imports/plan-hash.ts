import { createHash } from 'node:crypto';
import type { ImportPlan } from './plan.ts';

/** Names a plan: plans that read a file alike have equal hashes, whatever their order of keys and who decided them. */
export function planHash(plan: ImportPlan): string {
	return sha256(canonical({ ...plan, decided: undefined }));
}

/** Names the header row a plan was made for. */
export function headerHash(headers: readonly string[]): string {
	return sha256(JSON.stringify(headers));
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const entries = Object.entries(value)
		.filter(([, inner]) => inner !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}
