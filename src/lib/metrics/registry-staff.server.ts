import * as v from 'valibot';
import type { Io } from '#lib/server/runtime.ts';
import { ATTRITION_RATE } from './attrition-rate/attrition-rate-metric.server.ts';
import type { AttritionQuery } from './attrition-rate/attrition-rate-metric.server.ts';
import { attritionProtection } from './attrition-rate/attrition-protection.server.ts';
import { attritionTables } from './attrition-rate/attrition-shown.server.ts';
import type { AttritionRow, AttritionSummary } from './attrition-rate/attrition-rate.ts';
import { KNOWLEDGE_RETAINED } from './knowledge-retained/knowledge-retained-metric.server.ts';
import type { KnowledgeQuery } from './knowledge-retained/knowledge-retained-metric.server.ts';
import { knowledgeProtection } from './knowledge-retained/knowledge-protection.server.ts';
import { knowledgeTables } from './knowledge-retained/knowledge-shown.server.ts';
import type { KnowledgeRow, KnowledgeSummary } from './knowledge-retained/knowledge-retained.ts';
import type { Result } from './metric.ts';
import { ON_CALL_VIABILITY } from './on-call-viability/on-call-viability-metric.server.ts';
import type { OnCallQuery } from './on-call-viability/on-call-viability-metric.server.ts';
import { onCallProtection } from './on-call-viability/on-call-protection.server.ts';
import { onCallTables } from './on-call-viability/on-call-shown.server.ts';
import type { OnCallRow, OnCallSummary } from './on-call-viability/on-call-viability.ts';
import { registryResult } from './registry-result.server.ts';
import type { Reader } from './registry-result.server.ts';
import * as tables from './registry-tables.server.ts';
import { SINGLE_POINTS } from './single-points/single-points-metric.server.ts';
import type { SinglePointQuery } from './single-points/single-points-metric.server.ts';
import { singlePointsProtection } from './single-points/single-points-protection.server.ts';
import type { SinglePointRow, SinglePointSummary } from './single-points/single-points.ts';

export type { AttritionGroup, AttritionRow, AttritionSummary } from './attrition-rate/attrition-rate.ts';
export type { SeparationType, UltimatumFold } from './separation-types.ts';
export type { KnowledgeGroup, KnowledgeRow, KnowledgeSummary } from './knowledge-retained/knowledge-retained.ts';
export type { OnCallRow, OnCallSummary } from './on-call-viability/on-call-viability.ts';
export type { SinglePointRow, SinglePointSummary } from './single-points/single-points.ts';

/** Attrition of the newest published roster, up to the day it was true; null where none is published. */
export async function computeAttritionRate(
	io: Io,
	reader: Reader,
	params: Partial<AttritionQuery>
): Promise<Result<AttritionRow, AttritionSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const [roster] = tables.versionsOf(reading, 'roster');
	if (!roster) return null;
	return registryResult(reading, ATTRITION_RATE, {
		versions: [roster, ...tables.versionsOf(reading, 'events')],
		params: v.parse(ATTRITION_RATE.parameters, params),
		tier: reader.tier,
		protection: attritionProtection,
		changes: attritionTables,
		tables: async () => ({
			...(await tables.rosterWithRoles(reading, roster)),
			events: await tables.publishedEvents(reading)
		})
	});
}

/** Tenure-weighted staff retained of the newest published roster; null where none is published. */
export async function computeKnowledgeRetained(
	io: Io,
	reader: Reader,
	params: KnowledgeQuery
): Promise<Result<KnowledgeRow, KnowledgeSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const [roster] = tables.versionsOf(reading, 'roster');
	if (!roster) return null;
	return registryResult(reading, KNOWLEDGE_RETAINED, {
		versions: [roster],
		params: v.parse(KNOWLEDGE_RETAINED.parameters, params),
		tier: reader.tier,
		protection: knowledgeProtection,
		changes: knowledgeTables,
		tables: () => tables.rosterWithRoles(reading, roster)
	});
}

/** Single points of failure of the newest roster against all staffing requirements; null where either is missing. */
export async function computeSinglePoints(
	io: Io,
	reader: Reader,
	params: SinglePointQuery
): Promise<Result<SinglePointRow, SinglePointSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const staffed = tables.rosterWithStaffing(reading);
	if (!staffed) return null;
	return registryResult(reading, SINGLE_POINTS, {
		...staffed,
		params: v.parse(SINGLE_POINTS.parameters, params),
		tier: reader.tier,
		protection: singlePointsProtection
	});
}

/** On-call viability of the newest roster against all staffing requirements; null where either is missing. */
export async function computeOnCallViability(
	io: Io,
	reader: Reader,
	params: OnCallQuery
): Promise<Result<OnCallRow, OnCallSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const staffed = tables.rosterWithStaffing(reading);
	if (!staffed) return null;
	const incidents = tables.versionsOf(reading, 'incidents');
	return registryResult(reading, ON_CALL_VIABILITY, {
		versions: [...staffed.versions, ...incidents],
		tables: async () => ({ ...(await staffed.tables()), ...(await tables.publishedIncidents(reading, incidents)) }),
		params: v.parse(ON_CALL_VIABILITY.parameters, params),
		tier: reader.tier,
		protection: onCallProtection,
		changes: onCallTables
	});
}
