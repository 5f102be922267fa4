import { loadEvents } from '#lib/datasets/events/events.server.ts';
import type { LibraryCase } from '#lib/library/case-catalogue.server.ts';
import { publishedVersions } from '#lib/server/dataset-store.ts';
import { libraryScope } from '#lib/server/library-organisation.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { caseDataOf, type CaseEvent } from './[case]/case-rows.ts';
import { shippedCases } from './case-data.server.ts';

/** One event of the library with the case it stands in. */
export interface LibraryEvent {
	described: LibraryCase;
	event: CaseEvent;
}

/** The events of all published cases, in the order of cases and files; none before the first import. */
export async function libraryEvents(): Promise<LibraryEvent[]> {
	const { database } = getRuntime();
	const scope = await libraryScope(database);
	if (scope === null) return [];
	const cases = new Map(shippedCases().map((described) => [described.id, described]));
	return database.inOrganisation(scope, async (tx) => {
		const versions = (await publishedVersions(tx, scope)).filter(({ kind }) => kind === 'events');
		const caseOf = new Map(versions.map(({ versionId, caseId }) => [versionId, cases.get(caseId ?? '')]));
		const rows = await loadEvents(tx, scope, [...caseOf.keys()]);
		const { events } = caseDataOf({ events: rows, departures: [], incidents: [], headcounts: [], teamImpacts: [] });
		return events.flatMap((event, index) => {
			const described = caseOf.get(rows[index].versionId);
			return described ? [{ described, event }] : [];
		});
	});
}
