import { METRICS } from '#lib/metrics/metric-list.server.ts';
import type { MetricInput } from '#lib/metrics/metric-definition.server.ts';

const INPUTS: Record<string, MetricInput> = {
	roster: 'roster',
	'staffing-requirements': 'staffing',
	'ultimatum-responses': 'responses',
	events: 'events',
	'executive-departures': 'executives',
	incidents: 'incidents',
	requisitions: 'requisitions'
};

/** Ids of the metrics that are computed from a dataset of this kind: their figures change with its version. */
export function figuresFrom(kind: string): string[] {
	const input = INPUTS[kind];
	return METRICS.filter(({ inputs }) => [...inputs.needed, ...inputs.optional].includes(input)).map(({ id }) => id);
}
