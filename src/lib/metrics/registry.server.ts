import * as v from 'valibot';
import type { Io } from '#lib/server/runtime.ts';
import { HEADCOUNT } from './headcount/headcount-metric.server.ts';
import type { HeadcountClock, HeadcountRow, HeadcountStep, HeadcountSummary } from './headcount/headcount.ts';
import type { Contractors, Result } from './metric.ts';
import type { Reader } from './registry-result.server.ts';
import { INSIDE_ONLY, registryResult } from './registry-result.server.ts';
import * as tables from './registry-tables.server.ts';
import { ROLE_COVERAGE } from './role-coverage/role-coverage-metric.server.ts';
import type { CoverageQuery } from './role-coverage/role-coverage-metric.server.ts';
import type { CoverageRow, CoverageSummary } from './role-coverage/role-coverage.ts';
import { responseProtection } from './ultimatum-response/response-protection.server.ts';
import { responseTables } from './ultimatum-response/response-shown.server.ts';
import { ultimatumOf } from './ultimatum-event.server.ts';
import { ULTIMATUM_RESPONSE } from './ultimatum-response/ultimatum-response-metric.server.ts';
import type { ResponseDimension, ResponseRow, ResponseSummary } from './ultimatum-response/ultimatum-response.ts';

export type { Clock } from './metric.ts';
export type { Reader } from './registry-result.server.ts';
export type { CoverageRow, CoverageStatus, CoverageSummary } from './role-coverage/role-coverage.ts';
export type { HeadcountClock, HeadcountRow, HeadcountStep, HeadcountSummary } from './headcount/headcount.ts';
export type { ResponseDimension, ResponseRow, ResponseSummary } from './ultimatum-response/ultimatum-response.ts';

/**
 * Role coverage of the newest published roster against all published staffing requirements. Days after the roster's
 * own are those of the roster. Null where no roster or no staffing requirements are published.
 */
export async function computeRoleCoverage(
	io: Io,
	reader: Reader,
	params: CoverageQuery
): Promise<Result<CoverageRow, CoverageSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const staffed = tables.rosterWithStaffing(reading);
	if (!staffed) return null;
	return registryResult(reading, ROLE_COVERAGE, {
		...staffed,
		params: v.parse(ROLE_COVERAGE.parameters, params),
		tier: reader.tier,
		protection: INSIDE_ONLY
	});
}

/** Headcount of the newest published roster, up to the day it was true; null where none is published. */
export async function computeHeadcount(
	io: Io,
	reader: Reader,
	params: {
		from?: string;
		to?: string;
		step: HeadcountStep;
		group?: 'role' | null;
		role?: string;
		clock?: HeadcountClock;
		contractors?: Contractors;
		withFte?: boolean;
	}
): Promise<Result<HeadcountRow, HeadcountSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const [roster] = tables.versionsOf(reading, 'roster');
	if (!roster) return null;
	const { group = null, role = null, clock = 'legal', contractors = 'out', withFte = false } = params;
	return registryResult(reading, HEADCOUNT, {
		versions: [roster],
		params: { ...params, group, role, clock, contractors, withFte },
		tier: reader.tier,
		protection: INSIDE_ONLY,
		tables: () => tables.rosterWithRoles(reading, roster)
	});
}

/**
 * The answers to one ultimatum. Null where no roster, no answers to this event, or no such event is published, or the
 * event has no announcement, deadline and zone.
 */
export async function computeUltimatumResponse(
	io: Io,
	reader: Reader,
	params: { eventId: string; dimension: ResponseDimension }
): Promise<Result<ResponseRow, ResponseSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const [roster] = tables.versionsOf(reading, 'roster');
	const answers = tables.versionsOf(reading, 'ultimatum-responses').find((each) => each.eventId === params.eventId);
	const events = await tables.publishedEvents(reading);
	if (!roster || !answers || !ultimatumOf(events, params.eventId)) return null;
	return registryResult(reading, ULTIMATUM_RESPONSE, {
		versions: [roster, answers, ...tables.versionsOf(reading, 'events')],
		params,
		tier: reader.tier,
		protection: responseProtection,
		changes: responseTables,
		tables: async () => ({
			...(await tables.rosterWithRoles(reading, roster)),
			responses: await tables.loadResponses(reading, answers),
			events
		})
	});
}
