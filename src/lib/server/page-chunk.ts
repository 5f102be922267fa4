export interface PageChunk {
	html: string;
	locale: string;
	theme: string;
}

const COMMENT = /<!--[^>]*-->/g;
/** Stands in the script that takes a page over in the browser, and only there. */
const TAKEN_OVER = '__sveltekit_';

/**
 * A page as it is sent: with its language and theme, and, where no script takes it over, without the comments by which
 * one would find its way: a third of the bytes of a long table.
 */
export function pageChunk({ html, locale, theme }: PageChunk): string {
	const filled = html.replace('%muster.lang%', locale).replace('%muster.theme%', theme);
	return filled.includes(TAKEN_OVER) ? filled : filled.replace(COMMENT, '');
}
