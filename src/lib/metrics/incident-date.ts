import type { MetricTables } from './metric-definition.server.ts';

export type Incident = NonNullable<MetricTables['incidents']>[number];

/** The civil date an incident began, in UTC; null where only its month or year is known. */
export function incidentDate({ startedAt, startedOn }: Incident): string | null {
	const date = startedAt?.slice(0, 'YYYY-MM-DD'.length) ?? startedOn;
	return date !== null && date.length === 'YYYY-MM-DD'.length ? date : null;
}
