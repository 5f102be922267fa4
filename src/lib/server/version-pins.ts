/** A version of a dataset as links name it: the first 8 digits of the dataset's id and the number of the version. */
export type VersionPin = string;

const PIN = /^[0-9a-f]{8}-[1-9]\d{0,8}$/;
const MOST_PINS = 40;

/** The name of the parameter that freezes a page to versions. */
export const PINS_PARAMETER = 'versions';

/**
 * What freezes a link to these versions, for its address.
 *
 * @example version 3 of dataset 3f2a91c0-… and version 1 of 77be01aa-…: '3f2a91c0-3.77be01aa-1'
 */
export function versionPins(versions: { datasetId: string; version: number }[]): string {
	const pins = versions.map(({ datasetId, version }) => `${datasetId.slice(0, 8)}-${version}`);
	return [...new Set(pins)].sort().join('.');
}

/** The versions an address asks for; what does not look like one is left out. Null where the address names none. */
export function readPins(text: string | null): VersionPin[] | null {
	if (!text) return null;
	return [...new Set(text.split('.'))].filter((pin) => PIN.test(pin)).slice(0, MOST_PINS);
}
