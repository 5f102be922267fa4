import * as v from 'valibot';
import { loadRequisitions } from '#lib/datasets/requisitions/requisitions.server.ts';
import { namedRoleFamily } from '#lib/roles/role-rules.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { Result } from './metric.ts';
import { INSIDE_ONLY, registryResult } from './registry-result.server.ts';
import type { Reader } from './registry-result.server.ts';
import * as tables from './registry-tables.server.ts';
import { RECOVERY } from './recovery/recovery-metric.server.ts';
import type { RecoveryRow, RecoverySummary } from './recovery/recovery.ts';
import { WHAT_IF } from './what-if/what-if-metric.server.ts';
import { whatIfProtection } from './what-if/what-if-protection.server.ts';
import type { WhatIfRow, WhatIfSummary } from './what-if/what-if.ts';

export type { SegmentOutlook, WhatIfRow, WhatIfSummary } from './what-if/what-if.ts';
export type { FillRow, MedianDays, RecoveryRow, RecoverySummary } from './recovery/recovery.ts';
export type RecoveryResult = Result<RecoveryRow, RecoverySummary>;
export type WhatIfResult = Result<WhatIfRow, WhatIfSummary>;

/**
 * What an ultimatum, or the removal of posts, would leave of the functions with a minimum, by the newest published
 * roster. Null where no roster or no staffing requirements are published.
 *
 * @throws UnfitParameter where the history asked for is not there
 */
export async function computeWhatIf(io: Io, reader: Reader, params: object): Promise<WhatIfResult | null> {
	const reading = await tables.openReading(io, reader);
	const staffed = tables.rosterWithStaffing(reading);
	if (!staffed) return null;
	return registryResult(reading, WHAT_IF, {
		versions: [...staffed.versions, ...tables.versionsOf(reading, 'events')],
		params: v.parse(WHAT_IF.parameters, params),
		tier: reader.tier,
		protection: whatIfProtection,
		tables: async () => ({ ...(await staffed.tables()), events: await tables.publishedEvents(reading) })
	});
}

/**
 * When each function with a minimum is staffed again, by the newest published roster and all published requisitions.
 * Null where no roster or no staffing requirements are published.
 */
export async function computeRecovery(io: Io, reader: Reader, params: object): Promise<RecoveryResult | null> {
	const reading = await tables.openReading(io, reader);
	const staffed = tables.rosterWithStaffing(reading);
	if (!staffed) return null;
	const openings = tables.versionsOf(reading, 'requisitions');
	return registryResult(reading, RECOVERY, {
		versions: [...staffed.versions, ...openings],
		params: v.parse(RECOVERY.parameters, params),
		tier: reader.tier,
		protection: INSIDE_ONLY,
		tables: async () => {
			const rows = await io.database.inOrganisation(reader.scope, (tx) =>
				loadRequisitions(
					tx,
					reader.scope,
					openings.map(({ versionId }) => versionId)
				)
			);
			const familyOf = (name: string | null) => (name === null ? null : namedRoleFamily(reading.rules, name));
			const requisitions = rows.map((row) => ({ ...row, roleFamily: familyOf(row.roleFamily) }));
			return { ...(await staffed.tables()), requisitions };
		}
	});
}
