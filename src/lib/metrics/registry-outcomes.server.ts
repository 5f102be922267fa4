import * as v from 'valibot';
import type { Io } from '#lib/server/runtime.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import { EVENT_OUTCOMES } from './event-outcomes/event-outcomes-metric.server.ts';
import type { EventOutcomeQuery } from './event-outcomes/event-outcomes-metric.server.ts';
import { eventOutcomesProtection } from './event-outcomes/event-outcomes-protection.server.ts';
import type { EventOutcomeRow, EventOutcomeSummary } from './event-outcomes/event-outcomes.ts';
import type { MetricDefinition } from './metric-definition.server.ts';
import type { Result } from './metric.ts';
import { MONTHLY_LOSS } from './monthly-loss/monthly-loss-metric.server.ts';
import type { MonthlyLossQuery } from './monthly-loss/monthly-loss-metric.server.ts';
import type { MonthlyLossRow, MonthlyLossSummary } from './monthly-loss/monthly-loss.ts';
import { ORGANISATION_LOSS } from './organisation-loss/organisation-loss-metric.server.ts';
import type { OrganisationLossQuery } from './organisation-loss/organisation-loss-metric.server.ts';
import { organisationLossProtection } from './organisation-loss/organisation-loss-protection.server.ts';
import type { OrganisationLossRow, OrganisationLossSummary } from './organisation-loss/organisation-loss.ts';
import { INSIDE_ONLY, registryResult } from './registry-result.server.ts';
import type { Reader } from './registry-result.server.ts';
import * as tables from './registry-tables.server.ts';

export type { EventOutcomeRow, EventOutcomeSummary } from './event-outcomes/event-outcomes.ts';
export type { MonthlyLossRow, MonthlyLossSummary } from './monthly-loss/monthly-loss.ts';
export type { OrganisationLossRow, OrganisationLossSummary } from './organisation-loss/organisation-loss.ts';

/** What became of the people of day 0, by the newest published roster; null where none is published. */
export function computeEventOutcomes(
	io: Io,
	reader: Reader,
	params: Partial<EventOutcomeQuery>
): Promise<Result<EventOutcomeRow, EventOutcomeSummary> | null> {
	return ofRoster(io, reader, EVENT_OUTCOMES, params, eventOutcomesProtection);
}

/** Who left in each month, by the newest published roster; null where none is published. */
export function computeMonthlyLoss(
	io: Io,
	reader: Reader,
	params: Partial<MonthlyLossQuery>
): Promise<Result<MonthlyLossRow, MonthlyLossSummary> | null> {
	return ofRoster(io, reader, MONTHLY_LOSS, params, INSIDE_ONLY);
}

/** Where in the organisation people left after an event, by the newest roster; null where none is published. */
export function computeOrganisationLoss(
	io: Io,
	reader: Reader,
	params: Partial<OrganisationLossQuery>
): Promise<Result<OrganisationLossRow, OrganisationLossSummary> | null> {
	return ofRoster(io, reader, ORGANISATION_LOSS, params, organisationLossProtection);
}

async function ofRoster<Params extends object, Row extends object, Summary extends object>(
	io: Io,
	reader: Reader,
	metric: MetricDefinition<Params, Row, Summary>,
	params: Partial<Params>,
	protection: Protection<Result<Row, Summary>>
): Promise<Result<Row, Summary> | null> {
	const reading = await tables.openReading(io, reader);
	const [roster] = tables.versionsOf(reading, 'roster');
	if (!roster) return null;
	const hasEvents = metric.inputs.optional.includes('events');
	return registryResult(reading, metric, {
		versions: hasEvents ? [roster, ...tables.versionsOf(reading, 'events')] : [roster],
		params: v.parse(metric.parameters, params),
		tier: reader.tier,
		protection,
		tables: async () => ({
			...(await tables.rosterWithRoles(reading, roster)),
			events: hasEvents ? await tables.publishedEvents(reading) : []
		})
	});
}
