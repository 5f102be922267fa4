import * as v from 'valibot';
import type { Io } from '#lib/server/runtime.ts';
import type { Result } from './metric.ts';
import { registryResult } from './registry-result.server.ts';
import type { Reader } from './registry-result.server.ts';
import * as tables from './registry-tables.server.ts';
import { survivalProtection } from './tenure-survival/tenure-protection.server.ts';
import { TENURE_SURVIVAL } from './tenure-survival/tenure-survival-metric.server.ts';
import type { SurvivalQuery } from './tenure-survival/tenure-survival-metric.server.ts';
import type { SurvivalRow, SurvivalSummary } from './tenure-survival/tenure-survival.ts';

export type { SurvivalGroup, SurvivalRow, SurvivalSummary } from './tenure-survival/tenure-survival.ts';

/** How long people stay, by the newest published roster, up to the day it was true; null where none is published. */
export async function computeTenureSurvival(
	io: Io,
	reader: Reader,
	params: Partial<SurvivalQuery>
): Promise<Result<SurvivalRow, SurvivalSummary> | null> {
	const reading = await tables.openReading(io, reader.scope);
	const [roster] = tables.versionsOf(reading, 'roster');
	if (!roster) return null;
	return registryResult(reading, TENURE_SURVIVAL, {
		versions: [roster],
		params: v.parse(TENURE_SURVIVAL.parameters, params),
		tier: reader.tier,
		protection: survivalProtection,
		tables: () => tables.rosterWithRoles(reading, roster)
	});
}
