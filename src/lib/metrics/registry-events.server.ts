import * as v from 'valibot';
import { loadExecutiveDepartures } from '#lib/datasets/executive-departures/executive-departures.server.ts';
import { loadIncidents } from '#lib/datasets/incidents/incidents.server.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { PublishedVersion } from '#lib/server/dataset-store.ts';
import { EVENT_COMPARISON } from './event-comparison/event-comparison-metric.server.ts';
import type { EventComparisonQuery } from './event-comparison/event-comparison-metric.server.ts';
import type { EventComparisonRow, EventComparisonSummary } from './event-comparison/event-comparison.ts';
import { EVENT_LOSS } from './event-loss/event-loss-metric.server.ts';
import type { EventLossQuery } from './event-loss/event-loss-metric.server.ts';
import type { EventLossRow, EventLossSummary } from './event-loss/event-loss.ts';
import { departuresProtection } from './executive-departures-window/departures-protection.server.ts';
import { EXECUTIVE_DEPARTURES_WINDOW } from './executive-departures-window/executive-departures-window-metric.server.ts';
import type { DeparturesQuery } from './executive-departures-window/executive-departures-window-metric.server.ts';
import type { DepartureRow, DeparturesSummary } from './executive-departures-window/executive-departures-window.ts';
import { INCIDENT_RATE } from './incident-rate/incident-rate-metric.server.ts';
import type { IncidentRateQuery } from './incident-rate/incident-rate-metric.server.ts';
import type { IncidentRateRow, IncidentRateSummary } from './incident-rate/incident-rate.ts';
import type { Result } from './metric.ts';
import { INSIDE_ONLY, registryResult } from './registry-result.server.ts';
import type { Reader } from './registry-result.server.ts';
import * as tables from './registry-tables.server.ts';
import { SEPARATION_BASELINE } from './separation-baseline/separation-baseline-metric.server.ts';
import type { SeparationBaselineQuery } from './separation-baseline/separation-baseline-metric.server.ts';
import type { SeparationBaselineRow, SeparationBaselineSummary } from './separation-baseline/separation-baseline.ts';

export type { ComparedEvent, EventComparisonRow, EventComparisonSummary } from './event-comparison/event-comparison.ts';
export type { EventLossRow, EventLossSummary, LossDimension, LossFinding } from './event-loss/event-loss.ts';
export type { DepartureRow, DeparturesSummary } from './executive-departures-window/executive-departures-window.ts';
export type { IncidentRateRow, IncidentRateSummary } from './incident-rate/incident-rate.ts';
export type { SeparationBaselineRow, SeparationBaselineSummary } from './separation-baseline/separation-baseline.ts';

/** Who left after an event, by group, from the newest published roster; null where none is published. */
export async function computeEventLoss(
	io: Io,
	reader: Reader,
	params: Partial<EventLossQuery>
): Promise<Result<EventLossRow, EventLossSummary> | null> {
	const source = await rosterAndEvents(io, reader);
	return (
		source &&
		registryResult(source.reading, EVENT_LOSS, {
			...source.work,
			params: v.parse(EVENT_LOSS.parameters, params),
			tier: reader.tier,
			protection: INSIDE_ONLY
		})
	);
}

/** Separations after an event against the year before, from the newest published roster; null where none is published. */
export async function computeSeparationBaseline(
	io: Io,
	reader: Reader,
	params: Partial<SeparationBaselineQuery>
): Promise<Result<SeparationBaselineRow, SeparationBaselineSummary> | null> {
	const source = await rosterAndEvents(io, reader);
	return (
		source &&
		registryResult(source.reading, SEPARATION_BASELINE, {
			...source.work,
			params: v.parse(SEPARATION_BASELINE.parameters, params),
			tier: reader.tier,
			protection: INSIDE_ONLY
		})
	);
}

/**
 * Events side by side: curves from the newest published roster where there is one, published figures from the events.
 * Null where no events are published.
 */
export async function computeEventComparison(
	io: Io,
	reader: Reader,
	params: Partial<EventComparisonQuery>
): Promise<Result<EventComparisonRow, EventComparisonSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const roster = tables.versionsOf(reading, 'roster').slice(0, 1);
	const events = tables.versionsOf(reading, 'events');
	if (events.length === 0) return null;
	return registryResult(reading, EVENT_COMPARISON, {
		versions: [...roster, ...events],
		params: v.parse(EVENT_COMPARISON.parameters, params),
		tier: reader.tier,
		protection: INSIDE_ONLY,
		tables: async () => ({
			...(await rosterOf(reading, roster)),
			events: await tables.publishedEvents(reading)
		})
	});
}

/**
 * Departures of executives around an event; null where none are published. The newest roster is read only where levels
 * are named: their days employed are then the exposure.
 */
export async function computeExecutiveDeparturesWindow(
	io: Io,
	reader: Reader,
	params: Partial<DeparturesQuery>
): Promise<Result<DepartureRow, DeparturesSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const executives = tables.versionsOf(reading, 'executive-departures');
	if (executives.length === 0) return null;
	const chosen = v.parse(EXECUTIVE_DEPARTURES_WINDOW.parameters, params);
	const roster = chosen.levels.length > 0 ? tables.versionsOf(reading, 'roster').slice(0, 1) : [];
	return registryResult(reading, EXECUTIVE_DEPARTURES_WINDOW, {
		versions: [...roster, ...executives, ...tables.versionsOf(reading, 'events')],
		params: chosen,
		tier: reader.tier,
		protection: departuresProtection,
		tables: async () => ({
			...(await rosterOf(reading, roster)),
			events: await tables.publishedEvents(reading),
			executives: await io.database.inOrganisation(reader.scope, (tx) =>
				loadExecutiveDepartures(tx, reader.scope, idsOf(executives))
			)
		})
	});
}

/** Incidents before an event and from its day on; null where none are published. */
export async function computeIncidentRate(
	io: Io,
	reader: Reader,
	params: Partial<IncidentRateQuery>
): Promise<Result<IncidentRateRow, IncidentRateSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const incidents = tables.versionsOf(reading, 'incidents');
	if (incidents.length === 0) return null;
	return registryResult(reading, INCIDENT_RATE, {
		versions: [...incidents, ...tables.versionsOf(reading, 'events')],
		params: v.parse(INCIDENT_RATE.parameters, params),
		tier: reader.tier,
		protection: INSIDE_ONLY,
		tables: async () => ({
			events: await tables.publishedEvents(reading),
			incidents: await io.database.inOrganisation(reader.scope, (tx) =>
				loadIncidents(tx, reader.scope, idsOf(incidents))
			)
		})
	});
}

async function rosterAndEvents(io: Io, reader: Reader) {
	const reading = await tables.openReading(io, reader);
	const [roster] = tables.versionsOf(reading, 'roster');
	if (!roster) return null;
	const versions = [roster, ...tables.versionsOf(reading, 'events')];
	const load = async () => ({
		...(await tables.rosterWithRoles(reading, roster)),
		events: await tables.publishedEvents(reading)
	});
	return { reading, work: { versions, tables: load } };
}

async function rosterOf(reading: tables.Reading, [roster]: PublishedVersion[]) {
	return roster ? tables.rosterWithRoles(reading, roster) : {};
}

function idsOf(versions: PublishedVersion[]): string[] {
	return versions.map((version) => version.versionId);
}
