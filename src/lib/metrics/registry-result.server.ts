import type { PublishedVersion } from '#lib/server/dataset-store.ts';
import { asItIs, protect } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import type { ShownBefore } from '#lib/server/disclosure/shown-before.ts';
import { asShown } from '#lib/server/shown-figures.ts';
import type { FigureTables } from '#lib/server/shown-figures.ts';
import type { MetricDefinition, MetricTables } from './metric-definition.server.ts';
import type { Result, Tier } from './metric.ts';
import type { BasisReader } from './published-basis.server.ts';
import type { Reading } from './registry-tables.server.ts';
import { asOf, references } from './registry-tables.server.ts';
import type { RosterPart } from './roster-part.server.ts';
import { resultCache } from './result-cache.server.ts';

/** Who asks: the organisation and account, and what that account may see. */
export interface Reader extends BasisReader {
	tier: Tier;
	/** Only these people; analysts alone may choose them. */
	part?: RosterPart | null;
}

/** Headcount and coverage of a role are exact inside an organisation (METHODS 7.1); other tiers see releases only. */
export const INSIDE_ONLY = { analyst: asItIs, executive: asItIs };

/** What a result is computed from and for whom. */
export interface Work<Params, Row, Summary> {
	/** All published versions the result rests on; where there is a roster among them, it is the first. */
	versions: PublishedVersion[];
	params: Params;
	tier: Tier;
	protection: Protection<Result<Row, Summary>>;
	/** The counts of a result whose changes are hidden from executives too; null, or none, where nothing of them is. */
	changes?(result: Result<Row, Summary>): FigureTables | null;
	/** Loads the tables; called only where the result is not known yet. `asOf` is that of the first version. */
	tables(): Promise<MetricTables>;
}

const cache = resultCache();

/**
 * Computes, protects and keeps a result of a metric; nothing unprotected is kept or handed out.
 *
 * @throws NotCleared where the metric has no rule for the tier
 */
export function registryResult<Params extends object, Row extends object, Summary extends object>(
	reading: Reading,
	metric: MetricDefinition<Params, Row, Summary>,
	{ versions, params, tier, protection, changes, tables }: Work<Params, Row, Summary>
): Promise<Result<Row, Summary>> {
	const ids = versions.map((version) => version.versionId);
	const threshold = reading.thresholds.executive;
	const { scope, rulesRevision, part } = reading;
	const key = [scope.organisation, tier, threshold, metric.id, ids, rulesRevision, part, params];
	return cache.get(key, async () => {
		const computed = metric.compute({ asOf: asOf(versions[0]), ...(await tables()) }, params);
		const result = { metric: metric.id, unit: metric.unit, ...computed, versions: references(versions) };
		const counts = tier === 'executive' ? (changes?.(result) ?? null) : null;
		const seen = (before?: ShownBefore) => protect(result, { tier, threshold, before }, protection);
		if (counts === null) return seen();
		const shown = (protectedResult: typeof result) => changes?.(protectedResult)?.parts ?? {};
		return asShown(reading.io.database, scope, { counts, threshold }, { protect: seen, shown });
	});
}
