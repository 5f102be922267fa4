import type { Language } from '#lib/messages/language.ts';
import { pinnedVersions } from '#lib/server/dataset-store.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { PINS_PARAMETER } from '#lib/server/version-pins.ts';
import { datasetName } from '../../dataset-name.ts';

/** What a frozen link shows: versions that are still the newest, older ones, or some that are no longer kept. */
export interface FrozenView {
	state: 'newest' | 'older' | 'gone';
	/** "Roster, version 3" */
	versions: string[];
	/** How many of the versions the link names are no longer kept. */
	gone: number;
	/** The same view of what is published now. */
	presentHref: string;
}

/** What the page says of the link it was opened by; null for a link that follows the newest data. */
export async function frozenView(reader: Reader, url: URL, { t }: Language): Promise<FrozenView | null> {
	const { pins, scope } = reader;
	if (pins === null) return null;
	const kept = await getRuntime().database.inOrganisation(scope, (tx) => pinnedVersions(tx, scope, pins));
	const present = new URL(url);
	present.searchParams.delete(PINS_PARAMETER);
	const gone = pins.length === 0 ? 1 : Math.max(0, pins.length - kept.length);
	const isNewest = kept.every((version) => version.number === version.presentNumber);
	return {
		state: gone > 0 ? 'gone' : isNewest ? 'newest' : 'older',
		versions: kept.map((version) =>
			t('figures.version', { dataset: datasetName(t, version), version: version.number })
		),
		gone,
		presentHref: `${present.pathname}${present.search}`
	};
}
