import { foldWord } from '../file/header-words.ts';

const BETWEEN = ' · ';

/** What rows of one event share: the organisation, however it is written, and the day as written. */
export function twinKey(organisation: string, day: string): string | null {
	const name = foldWord(organisation);
	return name === '' || day === '' ? null : `${name}|${day}`;
}

/** How a group of such rows is shown. */
export function twinLabel(organisation: string, day: string): string {
	return `${organisation}${BETWEEN}${day}`;
}

/** The key of a group from what is shown of it. */
export function twinKeyOfLabel(label: string): string {
	const at = label.lastIndexOf(BETWEEN);
	return twinKey(label.slice(0, at), label.slice(at + BETWEEN.length)) ?? label;
}
