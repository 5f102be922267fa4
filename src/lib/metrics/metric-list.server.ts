import type { ListedMetric } from './metric-definition.server.ts';
import { ANSWER_OUTCOMES } from './answer-outcomes/answer-outcomes-metric.server.ts';
import { ATTRITION_RATE } from './attrition-rate/attrition-rate-metric.server.ts';
import { EVENT_COMPARISON } from './event-comparison/event-comparison-metric.server.ts';
import { EVENT_LOSS } from './event-loss/event-loss-metric.server.ts';
import { EVENT_OUTCOMES } from './event-outcomes/event-outcomes-metric.server.ts';
import { EXECUTIVE_DEPARTURES_WINDOW } from './executive-departures-window/executive-departures-window-metric.server.ts';
import { EXECUTIVE_VACANCY } from './executive-vacancy/executive-vacancy-metric.server.ts';
import { FOUR_FIFTHS } from './four-fifths/four-fifths-metric.server.ts';
import { HEADCOUNT } from './headcount/headcount-metric.server.ts';
import { INCIDENT_RATE } from './incident-rate/incident-rate-metric.server.ts';
import { KNOWLEDGE_RETAINED } from './knowledge-retained/knowledge-retained-metric.server.ts';
import { MONTHLY_LOSS } from './monthly-loss/monthly-loss-metric.server.ts';
import { ON_CALL_VIABILITY } from './on-call-viability/on-call-viability-metric.server.ts';
import { ORGANISATION_LOSS } from './organisation-loss/organisation-loss-metric.server.ts';
import { OWBPA_WORKSHEET } from './owbpa-worksheet/owbpa-worksheet-metric.server.ts';
import { RECOVERY } from './recovery/recovery-metric.server.ts';
import { ROLE_COVERAGE } from './role-coverage/role-coverage-metric.server.ts';
import { SEPARATION_BASELINE } from './separation-baseline/separation-baseline-metric.server.ts';
import { SINGLE_POINTS } from './single-points/single-points-metric.server.ts';
import { TENURE_SURVIVAL } from './tenure-survival/tenure-survival-metric.server.ts';
import { ULTIMATUM_RESPONSE } from './ultimatum-response/ultimatum-response-metric.server.ts';
import { WHAT_IF } from './what-if/what-if-metric.server.ts';

/** Every metric there is. */
export const METRICS: readonly ListedMetric[] = [
	// One a line, in the order of their ids.
	ANSWER_OUTCOMES,
	ATTRITION_RATE,
	EVENT_COMPARISON,
	EVENT_LOSS,
	EVENT_OUTCOMES,
	EXECUTIVE_DEPARTURES_WINDOW,
	EXECUTIVE_VACANCY,
	FOUR_FIFTHS,
	HEADCOUNT,
	INCIDENT_RATE,
	KNOWLEDGE_RETAINED,
	MONTHLY_LOSS,
	ON_CALL_VIABILITY,
	ORGANISATION_LOSS,
	OWBPA_WORKSHEET,
	RECOVERY,
	ROLE_COVERAGE,
	SEPARATION_BASELINE,
	SINGLE_POINTS,
	TENURE_SURVIVAL,
	ULTIMATUM_RESPONSE,
	WHAT_IF
];

/** The metric of this id, or null. */
export function metricOf(id: string): ListedMetric | null {
	return METRICS.find((metric) => metric.id === id) ?? null;
}
