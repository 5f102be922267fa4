import * as v from 'valibot';
import { loadExecutiveDepartures } from '#lib/datasets/executive-departures/executive-departures.server.ts';
import type { Io } from '#lib/server/runtime.ts';
import { EXECUTIVE_VACANCY } from './executive-vacancy/executive-vacancy-metric.server.ts';
import type { VacancyQuery } from './executive-vacancy/executive-vacancy-metric.server.ts';
import type { VacancyRow, VacancySummary } from './executive-vacancy/executive-vacancy.ts';
import type { Result } from './metric.ts';
import { INSIDE_ONLY, registryResult } from './registry-result.server.ts';
import type { Reader } from './registry-result.server.ts';
import * as tables from './registry-tables.server.ts';
import { survivalProtection } from './tenure-survival/tenure-protection.server.ts';
import { survivalTables } from './tenure-survival/survival-shown.server.ts';
import { TENURE_SURVIVAL } from './tenure-survival/tenure-survival-metric.server.ts';
import type { SurvivalQuery } from './tenure-survival/tenure-survival-metric.server.ts';
import type { SurvivalRow, SurvivalSummary } from './tenure-survival/tenure-survival.ts';

export type { VacancyRow, VacancySummary } from './executive-vacancy/executive-vacancy.ts';
export type { SurvivalGroup, SurvivalRow, SurvivalSummary } from './tenure-survival/tenure-survival.ts';

/** How long people stay, by the newest published roster, up to the day it was true; null where none is published. */
export async function computeTenureSurvival(
	io: Io,
	reader: Reader,
	params: Partial<SurvivalQuery>
): Promise<Result<SurvivalRow, SurvivalSummary> | null> {
	const reading = await tables.openReading(io, reader);
	const [roster] = tables.versionsOf(reading, 'roster');
	if (!roster) return null;
	return registryResult(reading, TENURE_SURVIVAL, {
		versions: [roster],
		params: v.parse(TENURE_SURVIVAL.parameters, params),
		tier: reader.tier,
		protection: survivalProtection,
		changes: survivalTables,
		tables: () => tables.rosterWithRoles(reading, roster)
	});
}

/**
 * How long posts stay vacant, by all published executive departures, on the day asked for or the newest day the data
 * were true; null where none are published. Post holders are named to executives too (METHODS 0.8).
 */
export async function computeExecutiveVacancy(
	io: Io,
	reader: Reader,
	params: Partial<VacancyQuery>
): Promise<Result<VacancyRow, VacancySummary> | null> {
	const reading = await tables.openReading(io, reader);
	const versions = tables.versionsOf(reading, 'executive-departures');
	if (versions.length === 0) return null;
	const newest = versions.map(tables.asOf).reduce((last, date) => (date > last ? date : last));
	return registryResult(reading, EXECUTIVE_VACANCY, {
		versions,
		params: v.parse(EXECUTIVE_VACANCY.parameters, { on: newest, ...params }),
		tier: reader.tier,
		protection: INSIDE_ONLY,
		tables: async () => ({
			executives: await io.database.inOrganisation(reader.scope, (tx) =>
				loadExecutiveDepartures(
					tx,
					reader.scope,
					versions.map(({ versionId }) => versionId)
				)
			)
		})
	});
}
