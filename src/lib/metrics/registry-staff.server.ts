import * as v from 'valibot';
import type { Io } from '#lib/server/runtime.ts';
import { ATTRITION_RATE } from './attrition-rate/attrition-rate-metric.server.ts';
import type { AttritionQuery } from './attrition-rate/attrition-rate-metric.server.ts';
import { attritionProtection } from './attrition-rate/attrition-protection.server.ts';
import type { AttritionRow, AttritionSummary } from './attrition-rate/attrition-rate.ts';
import type { Result } from './metric.ts';
import { registryResult } from './registry-result.server.ts';
import type { Reader } from './registry-result.server.ts';
import * as tables from './registry-tables.server.ts';

export type {
	AttritionGroup,
	AttritionRow,
	AttritionSummary,
	SeparationType,
	UltimatumFold
} from './attrition-rate/attrition-rate.ts';

/** Attrition of the newest published roster, up to the day it was true; null where none is published. */
export async function computeAttritionRate(
	io: Io,
	reader: Reader,
	params: Partial<AttritionQuery>
): Promise<Result<AttritionRow, AttritionSummary> | null> {
	const reading = await tables.openReading(io, reader.scope);
	const [roster] = tables.versionsOf(reading, 'roster');
	if (!roster) return null;
	return registryResult(reading, ATTRITION_RATE, {
		versions: [roster, ...tables.versionsOf(reading, 'events')],
		params: v.parse(ATTRITION_RATE.parameters, params),
		tier: reader.tier,
		protection: attritionProtection,
		tables: async () => ({
			...(await tables.rosterWithRoles(reading, roster)),
			events: await tables.publishedEvents(reading)
		})
	});
}
