import { loadEvents } from '#lib/datasets/events/events.server.ts';
import { loadExecutiveDepartures } from '#lib/datasets/executive-departures/executive-departures.server.ts';
import { loadHeadcounts } from '#lib/datasets/headcounts/headcounts.server.ts';
import { loadIncidents } from '#lib/datasets/incidents/incidents.server.ts';
import { loadTeamImpacts } from '#lib/datasets/team-impacts/team-impacts.server.ts';
import { readCaseCatalogue, type LibraryCase } from '#lib/library/case-catalogue.server.ts';

import type { Scope, Transaction } from '#lib/server/database.ts';
import { publishedVersions, type PublishedVersion } from '#lib/server/dataset-store.ts';
import { casesFolder } from '#lib/server/installation.ts';
import { libraryScope } from '#lib/server/library-organisation.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { caseDataOf, type CaseData } from './[case]/case-rows.ts';

export interface PublishedCase {
	data: CaseData;
	versions: PublishedVersion[];
}

/** The cases that ship with Muster, as their packages describe them. */
export function shippedCases(): LibraryCase[] {
	return readCaseCatalogue(casesFolder());
}

/** The published rows of a library case; null where nothing of it is published. */
export async function readPublishedCase(caseId: string): Promise<PublishedCase | null> {
	const runtime = getRuntime();
	const scope = await libraryScope(runtime.database);
	if (scope === null) return null;
	return runtime.database.inOrganisation(scope, async (tx) => {
		const versions = await publishedVersions(tx, scope, caseId);
		return versions.length === 0 ? null : { data: await caseRows(tx, scope, versions), versions };
	});
}

/** The public facts of these versions: events, office-holders, incidents, headcounts, teams. */
export async function caseRows(tx: Transaction, scope: Scope, versions: PublishedVersion[]): Promise<CaseData> {
	const idsOf = (kind: string) =>
		versions.filter((version) => version.kind === kind).map((version) => version.versionId);
	return caseDataOf({
		events: await loadEvents(tx, scope, idsOf('events')),
		departures: await loadExecutiveDepartures(tx, scope, idsOf('executive-departures')),
		incidents: await loadIncidents(tx, scope, idsOf('incidents')),
		headcounts: await loadHeadcounts(tx, scope, idsOf('headcounts')),
		teamImpacts: await loadTeamImpacts(tx, scope, idsOf('team-impacts'))
	});
}
