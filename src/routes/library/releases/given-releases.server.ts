import { libraryScope } from '#lib/server/library-organisation.ts';
import { listGivenReleases, type GivenRelease } from '#lib/server/releases.ts';
import { getRuntime } from '#lib/server/runtime.ts';

/** The releases that organisations gave to the public library, newest first. */
export async function givenReleases(): Promise<GivenRelease[]> {
	const { database } = getRuntime();
	const scope = await libraryScope(database);
	return scope === null ? [] : database.inOrganisation(scope, listGivenReleases);
}
