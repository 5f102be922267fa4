import * as v from 'valibot';
import type { Io } from '#lib/server/runtime.ts';
import type { Result } from './metric.ts';
import { registryResult } from './registry-result.server.ts';
import type { Reader } from './registry-result.server.ts';
import * as tables from './registry-tables.server.ts';
import { WHAT_IF } from './what-if/what-if-metric.server.ts';
import { whatIfProtection } from './what-if/what-if-protection.server.ts';
import type { WhatIfRow, WhatIfSummary } from './what-if/what-if.ts';

export type { SegmentOutlook, WhatIfRow, WhatIfSummary } from './what-if/what-if.ts';
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
