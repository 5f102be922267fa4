import type { PublishedVersion } from '#lib/server/dataset-store.ts';
import type { Scope } from '#lib/server/database.ts';
import { asItIs, protect } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import type { Io } from '#lib/server/runtime.ts';
import { addDays } from '#lib/statistics/civil-date.ts';
import { headcount } from './headcount/headcount.server.ts';
import type { HeadcountClock, HeadcountRow, HeadcountStep, HeadcountSummary } from './headcount/headcount.ts';
import type { Note, Result, Tier } from './metric.ts';
import * as tables from './registry-tables.server.ts';
import type { Reading } from './registry-tables.server.ts';
import { resultCache } from './result-cache.server.ts';
import { roleCoverage } from './role-coverage/role-coverage.server.ts';
import type { Clock, CoverageRow, CoverageSummary } from './role-coverage/role-coverage.ts';
import { responseProtection } from './ultimatum-response/response-protection.server.ts';
import { ultimatumResponse } from './ultimatum-response/ultimatum-response.server.ts';
import type { ResponseDimension, ResponseRow, ResponseSummary } from './ultimatum-response/ultimatum-response.ts';

export type { Clock, CoverageRow, CoverageStatus, CoverageSummary } from './role-coverage/role-coverage.ts';
export type { HeadcountClock, HeadcountRow, HeadcountStep, HeadcountSummary } from './headcount/headcount.ts';
export type { ResponseDimension, ResponseRow, ResponseSummary } from './ultimatum-response/ultimatum-response.ts';

/** Who asks: the organisation and account, and what that account may see. */
export interface Reader {
	scope: Scope;
	tier: Tier;
}

const DAYS_SHOWN = 365;
const cache = resultCache();

/** Headcount and coverage of a role are exact inside an organisation (METHODS 7.1); other tiers see releases only. */
const insideOnly = { analyst: asItIs, executive: asItIs };

/**
 * Role coverage of the newest published roster against all published staffing requirements. Days after the roster's
 * own are those of the roster. Null where no roster or no staffing requirements are published.
 */
export async function computeRoleCoverage(
	io: Io,
	reader: Reader,
	params: { on?: string; clock: Clock; before?: string; from?: string; to?: string }
): Promise<Result<CoverageRow, CoverageSummary> | null> {
	const reading = await tables.openReading(io, reader.scope);
	const [roster] = tables.versionsOf(reading, 'roster');
	const staffing = tables.versionsOf(reading, 'staffing-requirements');
	if (!roster || staffing.length === 0) return null;
	const on = earlier(params.on ?? params.to, tables.asOf(roster));
	const before = params.before === undefined ? null : earlier(params.before, on);
	const from = earlier(params.from ?? before ?? addDays(on, -DAYS_SHOWN), on);
	const chosen = { on, before, from, clock: params.clock };
	const work = { metric: 'role-coverage', unit: 'people', versions: [roster, ...staffing], params: chosen };
	return result(reading, reader.tier, insideOnly, work, async () => {
		const people = await tables.rosterWithRoles(reading, roster);
		return roleCoverage({ ...people, ...(await tables.staffing(reading, staffing)) }, chosen);
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
	}
): Promise<Result<HeadcountRow, HeadcountSummary> | null> {
	const reading = await tables.openReading(io, reader.scope);
	const [roster] = tables.versionsOf(reading, 'roster');
	if (!roster) return null;
	const to = earlier(params.to, tables.asOf(roster));
	const from = earlier(params.from ?? addDays(to, -DAYS_SHOWN), to);
	const { step, group = null, role = null, clock = 'legal' } = params;
	const chosen = { from, to, step, group, role, clock };
	const work = { metric: 'headcount', unit: 'people', versions: [roster], params: chosen };
	return result(reading, reader.tier, insideOnly, work, async () =>
		headcount(await tables.rosterWithRoles(reading, roster), chosen)
	);
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
	const reading = await tables.openReading(io, reader.scope);
	const [roster] = tables.versionsOf(reading, 'roster');
	const answers = tables.versionsOf(reading, 'ultimatum-responses').find((each) => each.eventId === params.eventId);
	const event = await tables.publishedEvent(reading, params.eventId);
	if (!roster || !answers || !event) return null;
	const { announcedAtLocal, deadlineAtLocal, timeZone } = event;
	if (announcedAtLocal === null || deadlineAtLocal === null || timeZone === null) return null;
	const asked = {
		...event,
		...{ announcedAtLocal, deadlineAtLocal, timeZone },
		title: event.title ?? event.eventId,
		silenceRule: event.silenceRule ?? ('undetermined' as const)
	};
	const events = tables.versionsOf(reading, 'events');
	const chosen = { eventId: params.eventId, dimension: params.dimension };
	const work = {
		metric: 'ultimatum-response',
		unit: 'share of asked',
		versions: [roster, answers, ...events],
		params: chosen
	};
	return result(reading, reader.tier, responseProtection, work, async () => {
		const people = await tables.rosterWithRoles(reading, roster);
		return ultimatumResponse(
			{ ...people, responses: await tables.loadResponses(reading, answers) },
			asked,
			params.dimension
		);
	});
}

interface Work {
	metric: string;
	unit: string;
	versions: PublishedVersion[];
	params: object;
}

/** Computes, protects and keeps a result; nothing unprotected is kept or handed out. */
function result<Row, Summary>(
	reading: Reading,
	tier: Tier,
	protection: Protection<Result<Row, Summary>>,
	{ metric, unit, versions, params }: Work,
	compute: () => Promise<{ rows: Row[]; summary: Summary; notes: Note[] }>
): Promise<Result<Row, Summary>> {
	const ids = versions.map((version) => version.versionId);
	const key = [reading.scope.organisation, tier, metric, ids, reading.rulesRevision, params];
	return cache.get(key, async () =>
		protect({ metric, unit, ...(await compute()), versions: tables.references(versions) }, tier, protection)
	);
}

function earlier(date: string | undefined, limit: string): string {
	return date === undefined || date > limit ? limit : date;
}
