import { computeRoleCoverage, type Reader } from '#lib/metrics/registry.server.ts';
import { computeExecutiveVacancy } from '#lib/metrics/registry-tenure.server.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { claimLook, keepLook } from '#lib/server/watch-looks.ts';
import type { Crossing, WatchRule } from '#lib/server/watch-rules.ts';
import { isBelow } from '../coverage/coverage-figure.ts';
import { organisationFacts, type OrganisationFacts } from '../organisation-facts.server.ts';
import { versionStates } from '../overview/version-change.server.ts';
import { belowCrossings, noSlackCrossings, vacancyCrossings, versionCrossings } from './watch-crossings.ts';

const USUAL_DAYS = 90;

/**
 * Looks at the rules of an organisation where something happened since the last look, and keeps what has not been found
 * before. Returns how much that was; null where there was nothing to look at, or another process is at it.
 *
 * It sees what executives see, since that is who reads the findings.
 */
export async function lookOut(organisation: string, now: number): Promise<number | null> {
	const runtime = getRuntime();
	const { database, secrets, settings } = runtime;
	const scope = { organisation, account: null };
	const look = await database.inOrganisation(scope, (tx) => claimLook(tx, scope, now));
	if (look === null) return null;
	runtime.faultPoint?.('watch.claimed');
	const reader: Reader = { scope, tier: 'executive', pins: null, moment: new Map() };
	const facts = await organisationFacts(reader);
	const crossings = new Map<string, Crossing[]>();
	for (const rule of look.rules) crossings.set(rule.id, await crossingsOf(rule, reader, facts, look.day));
	const found = { crossings, secrets, isMailed: settings.mail !== null };
	const kept = await database.inOrganisation(scope, (tx) => keepLook(tx, scope, look, found));
	return kept?.length ?? null;
}

async function crossingsOf(
	{ kind, days }: WatchRule,
	reader: Reader,
	facts: OrganisationFacts,
	day: string
): Promise<Crossing[]> {
	const runtime = getRuntime();
	if (kind === 'vacancy') {
		const vacancy = await computeExecutiveVacancy(runtime, reader, { on: day });
		return vacancyCrossings(vacancy?.rows ?? [], days ?? USUAL_DAYS);
	}
	if (kind === 'version-change') {
		const roster = facts.versions.find((version) => version.kind === 'roster');
		const states = roster ? await versionStates(reader, facts) : null;
		return roster
			? versionCrossings(roster, states && { present: states.present.below, former: states.former.below })
			: [];
	}
	if (facts.asOf === null) return [];
	const coverage = await computeRoleCoverage(runtime, reader, { on: facts.asOf, clock: 'worked' });
	const rows = coverage?.rows.filter(({ isCritical }) => isCritical) ?? [];
	return kind === 'below-minimum' ? belowCrossings(rows.filter(isBelow)) : noSlackCrossings(rows);
}
