import type { LibraryCase } from '#lib/library/case-catalogue.server.ts';
import type { ReleasedCurve } from '#lib/server/disclosure/research-curve.ts';
import { accountMemberships, organisationsOf } from '#lib/server/organisations.ts';
import { listReleases } from '#lib/server/releases.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { libraryEvents } from '../library/library-events.server.ts';
import { givenReleases } from '../library/releases/given-releases.server.ts';
import type { CaseEvent, CaseTeamImpact } from '../library/[case]/case-rows.ts';
import { releaseEvent, releaseTeams, type ReleaseFacts } from '../release-facts.ts';

/** An event that may be compared: one of the library, or a release. */
export interface ComparableEvent {
	described: Pick<LibraryCase, 'id' | 'version' | 'labels'>;
	event: CaseEvent;
	/** Where a release stands and what only a release has; absent for an event of the library. */
	release?: { href: string; teams: CaseTeamImpact[]; curve: ReleasedCurve | null };
}

// Those of the route table who may open the page of releases.
const MAY_READ = ['administrator', 'analyst', 'researcher'];

/** The events of the library, the releases in it, and those of the organisations in which the reader may read them. */
export async function comparableEvents(account: { id: string } | null): Promise<ComparableEvent[]> {
	const given = (await givenReleases()).map((release) => comparable(release, `/library/releases/${release.id}`));
	const own = account === null ? [] : await ownReleases(account.id);
	const releases = new Map([...own, ...given].map((entry) => [entry.event.eventId, entry]));
	return [...(await libraryEvents()), ...releases.values()];
}

async function ownReleases(account: string): Promise<ComparableEvent[]> {
	const { database } = getRuntime();
	const [memberships, organisations] = await database.inSystem(
		async (tx) => [await accountMemberships(tx, account), await organisationsOf(tx, account)] as const,
		account
	);
	const readable = organisations.filter(({ slug }) =>
		memberships.some((held) => held.slug === slug && held.roles.some((role) => MAY_READ.includes(role)))
	);
	const found: ComparableEvent[] = [];
	for (const { id, slug, name } of readable) {
		const scope = { organisation: id, account, readsReleasesOnly: true as const };
		const releases = await database.inOrganisation(scope, (tx) => listReleases(tx, scope));
		for (const release of releases) {
			const facts = { ...release, organisation: name };
			found.push(comparable(facts, `/o/${slug}/releases#${releaseEvent(facts).eventId}`));
		}
	}
	return found;
}

function comparable(release: ReleaseFacts, href: string): ComparableEvent {
	const event = releaseEvent(release);
	const { title } = release;
	return {
		described: { id: title, version: release.releasedOn, labels: { [event.eventId]: { en: title, fr: title } } },
		event,
		release: { href, teams: releaseTeams(release), curve: release.content.curve ?? null }
	};
}
