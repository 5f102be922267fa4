import { bibtexEntry } from '#lib/charts/figure-citation.ts';
import type { Language } from '#lib/messages/language.ts';

export interface CitedCase {
	id: string;
	title: string;
	/** Version of the case as a whole. */
	version: string;
	/** 'events 1, headcounts 2': the published versions cited. */
	versions: string;
	address: string;
	/** Civil date of reading. */
	retrievedOn: string;
}

/** A case as a sentence and as a BibTeX entry, with version, address and day of reading. */
export function caseCitation(cited: CitedCase, { t, format }: Language): { text: string; bibtex: string } {
	const { id, title, version, versions, address, retrievedOn } = cited;
	return {
		text: t('reading.cite-sentence', { title, version, versions, date: format.date(retrievedOn), address }),
		bibtex: bibtexEntry({
			key: `muster-${id}-${retrievedOn.slice(0, 4)}`,
			title,
			howPublished: `Muster public library, version ${version} (${versions})`,
			address,
			retrievedOn
		})
	};
}
