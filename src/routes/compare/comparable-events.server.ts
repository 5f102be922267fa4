import type { LibraryCase } from '#lib/library/case-catalogue.server.ts';
import { accountMemberships, organisationsOf, type Organisation } from '#lib/server/organisations.ts';
import { tierOf, type Reader, type Role } from '#lib/server/permissions.ts';
import { listReleases } from '#lib/server/releases.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { libraryEvents } from '../library/library-events.server.ts';
import { givenReleases } from '../library/releases/given-releases.server.ts';
import type { CaseEvent } from '../library/[case]/case-rows.ts';
import { releaseEvent, releaseTeams, type ReleasedTeam, type ReleaseFacts } from '../release-facts.ts';
import { ownEvents, type OwnData } from './own-events.server.ts';
import type { RosterCurve } from './roster-comparison.ts';

/** An event that may be compared: one of the library, a release, or one of an organisation's own data. */
export interface ComparableEvent {
	described: Pick<LibraryCase, 'id' | 'version' | 'labels'>;
	event: CaseEvent;
	/** Where a release stands and what only a release has. */
	release?: { href: string; teams: ReleasedTeam[]; curve: RosterCurve | null; isSample: boolean };
	/** The data an event of the reader's own organisation comes from. */
	own?: OwnData;
}

/** Who compares: nobody for a visitor. */
export type Comparer = Pick<App.Locals, 'account' | 'moment'>;

// Executives see what is released, not the page on which it is made.
const SEE_RELEASES: Role[] = ['administrator', 'analyst', 'executive', 'researcher'];
const MAY_OPEN: Role[] = ['administrator', 'analyst', 'researcher'];
const SEE_EVENTS: Role[] = ['analyst', 'executive'];

/** The events of the library, the releases in it, and what the reader may read of the organisations he belongs to. */
export async function comparableEvents(comparer: Comparer): Promise<ComparableEvent[]> {
	const given = (await givenReleases()).map((release) =>
		comparableRelease(release, `/library/releases/${release.id}`, false)
	);
	const own = comparer.account === null ? [] : await ofOrganisations(comparer.account, comparer.moment);
	const releases = [...own.filter(({ release }) => release), ...given];
	return [
		...(await libraryEvents()),
		...new Map(releases.map((entry) => [entry.event.eventId, entry])).values(),
		...own.filter(({ release }) => !release)
	];
}

async function ofOrganisations(
	account: NonNullable<Comparer['account']>,
	moment: Comparer['moment']
): Promise<ComparableEvent[]> {
	const [memberships, organisations] = await getRuntime().database.inSystem(
		async (tx) => [await accountMemberships(tx, account.id), await organisationsOf(tx, account.id)] as const,
		account.id
	);
	const found: ComparableEvent[] = [];
	for (const organisation of organisations) {
		const roles = memberships.find(({ slug }) => slug === organisation.slug)?.roles ?? [];
		const isOneOf = (allowed: Role[]) => roles.some((role) => allowed.includes(role));
		const reader = { ...readerOf(organisation, roles, account), moment };
		if (isOneOf(SEE_RELEASES)) found.push(...(await releasesOf(reader, isOneOf(MAY_OPEN))));
		if (isOneOf(SEE_EVENTS)) found.push(...(await ownEvents(reader)));
	}
	return found;
}

function readerOf(organisation: Organisation, roles: Role[], account: NonNullable<Comparer['account']>) {
	const scope = { organisation: organisation.id, account: account.id };
	return { scope, organisation, account, roles, tier: tierOf(roles), pins: null };
}

async function releasesOf({ scope, organisation }: Reader, mayOpen: boolean): Promise<ComparableEvent[]> {
	const narrow = { ...scope, readsReleasesOnly: true as const };
	const releases = await getRuntime().database.inOrganisation(narrow, (tx) => listReleases(tx, narrow));
	return releases.map((release) => {
		const facts = { ...release, organisation: organisation.name };
		const href = mayOpen
			? `/o/${organisation.slug}/releases#${releaseEvent(facts).eventId}`
			: `/o/${organisation.slug}/events`;
		return comparableRelease(facts, href, organisation.isSample);
	});
}

function comparableRelease(release: ReleaseFacts, href: string, isSample: boolean): ComparableEvent {
	const event = releaseEvent(release);
	const { title, content } = release;
	const curve = content.curve ? { ...content.curve, stepDays: 30, isExact: false } : null;
	return {
		described: { id: title, version: release.releasedOn, labels: { [event.eventId]: { en: title, fr: title } } },
		event,
		release: { href, teams: releaseTeams(release), curve, isSample }
	};
}
