import { MOST_ROLES, type FlowDatum } from '#lib/charts/flow/flow-layout.ts';
import type { EventOutcomeRow } from '#lib/metrics/registry-outcomes.server.ts';

const REASONS_NAMED = 3;

export interface OutcomeNames {
	role(group: string): string;
	reason(type: string): string;
	stayed: string;
	left: string;
	otherReasons: string;
	otherRoles: string;
}

/**
 * Where the people of each role were when the window ended: the largest roles and the most frequent reasons by name,
 * the others bundled; one outcome "left" where the reasons are hidden.
 */
export function outcomeFlow(rows: EventOutcomeRow[], total: EventOutcomeRow, names: OutcomeNames): FlowDatum[] {
	const reasons = Object.entries(total.types)
		.filter(([, count]) => (count ?? 0) > 0)
		.sort((a, b) => b[1]! - a[1]!)
		.map(([type]) => type);
	const named = reasons.length > REASONS_NAMED + 1 ? reasons.slice(0, REASONS_NAMED) : reasons;
	const isHidden = total.isSuppressed;
	const outcomeOf = (type: string) => (named.includes(type) ? names.reason(type) : names.otherReasons);
	const drawn = rows.length > MOST_ROLES ? rows.slice(0, MOST_ROLES - 1) : rows;
	const data = new Map<string, FlowDatum>();
	const add = (role: string, outcome: string, people: number) => {
		if (people === 0) return;
		const key = JSON.stringify([role, outcome]);
		const known = data.get(key);
		data.set(key, { role, outcome, people: (known?.people ?? 0) + people });
	};
	for (const row of rows) {
		const role = drawn.includes(row) ? names.role(row.group ?? '') : names.otherRoles;
		add(role, names.stayed, row.stayed);
		if (isHidden) add(role, names.left, row.left);
		else for (const type of reasons) add(role, outcomeOf(type), row.types[type as keyof typeof row.types] ?? 0);
	}
	const order = [names.stayed, names.left, ...named.map(names.reason), names.otherReasons];
	const roles = [...new Set([...data.values()].map((datum) => datum.role))];
	return [...data.values()].sort(
		(a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || order.indexOf(a.outcome) - order.indexOf(b.outcome)
	);
}
