import { computeRoleCoverage } from '#lib/metrics/registry.server.ts';
import { computeExecutiveVacancy } from '#lib/metrics/registry-tenure.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { keepCrossings, listRules, type Crossing, type WatchRule } from '#lib/server/watch-rules.ts';
import { today } from '../../../today.ts';
import { isBelow } from '../coverage/coverage-figure.ts';
import type { OrganisationFacts } from '../organisation-facts.server.ts';
import { versionStates } from '../overview/version-change.server.ts';
import { belowCrossings, noSlackCrossings, vacancyCrossings, versionCrossings } from './watch-crossings.ts';

const USUAL_DAYS = 90;

/** Looks at every rule of the organisation and keeps what has not been found before; returns how much that was. */
export async function lookOut(reader: Reader, facts: OrganisationFacts): Promise<number> {
	const { database } = getRuntime();
	const rules = await database.inOrganisation(reader.scope, (tx) => listRules(tx, reader.scope));
	let found = 0;
	for (const rule of rules) {
		const crossings = await crossingsOf(rule, { ...reader, pins: null }, facts);
		if (crossings.length === 0) continue;
		const kept = await database.inOrganisation(reader.scope, (tx) =>
			keepCrossings(tx, reader.scope, rule.id, crossings)
		);
		found += kept.length;
	}
	return found;
}

async function crossingsOf({ kind, days }: WatchRule, reader: Reader, facts: OrganisationFacts): Promise<Crossing[]> {
	const runtime = getRuntime();
	if (kind === 'vacancy') {
		const vacancy = await computeExecutiveVacancy(runtime, reader, { on: today() });
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
