import type { Language } from '#lib/messages/language.ts';

/** What the case catalogue says of one fact that sources tell differently. */
export interface CatalogueContradiction {
	id: string;
	title: { en: string; fr: string };
	statements: { text: { en: string; fr: string }; source: string; published: string; href: string | null }[];
}
export interface ToldContradiction {
	id: string;
	title: string;
	statements: { text: string; source: string; published: string; href: string | null }[];
}

/** The contradictions of a case in the reader's language, in the order of the catalogue. */
export function toldContradictions(items: CatalogueContradiction[], { locale, format }: Language): ToldContradiction[] {
	return items.map(({ id, title, statements }) => ({
		id,
		title: title[locale],
		statements: statements.map(({ text, source, published, href }) => ({
			text: text[locale],
			source,
			published: format.partialDate(published),
			href
		}))
	}));
}
