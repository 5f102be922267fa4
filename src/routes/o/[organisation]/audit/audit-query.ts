import type { AuditFilter } from '#lib/server/audit.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The filter of the address; what is malformed filters nothing. */
export function auditFilterOf(query: URLSearchParams): AuditFilter {
	const fitting = (name: string, shape: RegExp) => {
		const value = query.get(name) ?? '';
		return shape.test(value) ? value : null;
	};
	return {
		action: fitting('act', /^[a-z-]{1,40}\.[a-z-]{1,40}$/),
		account: fitting('by', UUID),
		from: dayIn(query.get('from')),
		to: dayIn(query.get('to'))
	};
}

/** The filter as the query of an address, with further fields. */
export function auditAddress(filter: AuditFilter, more: Record<string, string> = {}): string {
	const given = { act: filter.action, by: filter.account, from: filter.from, to: filter.to, ...more };
	const fields = Object.entries(given).filter((field): field is [string, string] => field[1] !== null);
	return `?${new URLSearchParams(fields)}`;
}

function dayIn(text: string | null): string | null {
	if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
	const time = Date.parse(`${text}T00:00:00Z`);
	return Number.isNaN(time) || !new Date(time).toISOString().startsWith(text) ? null : text;
}
