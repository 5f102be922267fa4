export interface PageChunk {
	html: string;
	locale: string;
	theme: string;
}

const LAST_MARK = '%muster.theme%';
const COMMENT = /<!--[^>]*-->/g;
/** Stands in the script that takes a page over in the browser, and only there. */
const TAKEN_OVER = '__sveltekit_';

/**
 * A page as it is sent: with its language and theme, and, where no script takes it over, without the comments by which
 * one would find its way: a third of the bytes of a long table.
 */
export function pageChunk({ html, locale, theme }: PageChunk): { text: string; isTakenOver: boolean } {
	// The marks stand at the start: looked for in the whole page, each would cost a copy of it.
	const end = html.indexOf(LAST_MARK) + LAST_MARK.length;
	const start = html.slice(0, end).replace('%muster.lang%', locale).replace(LAST_MARK, theme);
	const rest = html.slice(end);
	const isTakenOver = rest.includes(TAKEN_OVER);
	return { text: start + (isTakenOver ? rest : rest.replace(COMMENT, '')), isTakenOver };
}
