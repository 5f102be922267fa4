/** Something a reader may go to. */
export interface FindEntry {
	/** What kind of thing it is, in words. */
	kind: string;
	label: string;
	href: string;
	/** What a script does instead of going somewhere; a page without one leaves the entry out. */
	act?: { kind: 'copy-link'; done: string } | { kind: 'language'; value: string };
}

/** Letters without accents and case, so that "equipe" finds "Équipe". */
function plain(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * The entries that hold every word of a query, those that begin with it first; all of them for an empty query.
 *
 * @example 'sec' finds 'Security' before 'Data sectors'
 */
export function findMatches<Entry extends FindEntry>(entries: Entry[], query: string): Entry[] {
	const words = plain(query).split(/\s+/).filter(Boolean);
	const found = entries.filter(({ kind, label }) => words.every((word) => plain(`${label} ${kind}`).includes(word)));
	const begins = ({ label }: Entry) => words.length > 0 && plain(label).startsWith(words[0]);
	return [...found.filter(begins), ...found.filter((entry) => !begins(entry))];
}
