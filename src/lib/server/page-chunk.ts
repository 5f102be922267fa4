export interface PageChunk {
	html: string;
	locale: string;
	theme: string;
}

const LAST_MARK = '%muster.theme%';
/** Stands in the script that takes a page over in the browser, and only there. */
const TAKEN_OVER = '__sveltekit_';
const [OPEN, BANG, DASH, CLOSE] = Buffer.from('<!->');

/** Where pages are written down and thinned, one after the other. */
let scratch = Buffer.alloc(2 ** 20);

/**
 * A page as it is sent: with its language and theme; as text where a script takes it over in the browser, else as bytes
 * without the comments by which that script would find its way: a third of the bytes of a long table.
 */
export function pageChunk({ html, locale, theme }: PageChunk): string | Uint8Array {
	// The marks stand at the start: looked for in the whole page, each would cost a copy of it.
	const end = html.indexOf(LAST_MARK) + LAST_MARK.length;
	const start = html.slice(0, end).replace('%muster.lang%', locale).replace(LAST_MARK, theme);
	const rest = html.slice(end);
	return rest.includes(TAKEN_OVER) ? start + rest : withoutComments(start, rest);
}

function withoutComments(start: string, rest: string): Uint8Array {
	const needed = Buffer.byteLength(start) + Buffer.byteLength(rest);
	if (needed > scratch.length) scratch = Buffer.alloc(2 * needed);
	const length = scratch.write(start);
	return new Uint8Array(scratch.subarray(0, thinned(scratch, length + scratch.write(rest, length))));
}

/** Takes the comments out of the first `length` bytes, in place; the bytes that stay. */
function thinned(bytes: Uint8Array, length: number): number {
	let kept = 0;
	for (let at = 0; at < length; at++) {
		const byte = bytes[at];
		if (byte === OPEN && bytes[at + 1] === BANG && bytes[at + 2] === DASH && bytes[at + 3] === DASH) {
			const last = commentEnd(bytes, at + 4, length);
			if (last > 0) {
				at = last;
				continue;
			}
		}
		bytes[kept++] = byte;
	}
	return kept;
}

/** Where the comment ends whose text starts at `at`; 0 where it does not end before a `>` that is not its own. */
function commentEnd(bytes: Uint8Array, at: number, length: number): number {
	let last = at;
	while (last < length && bytes[last] !== CLOSE) last++;
	const isEnd = last < length && last - at >= 2 && bytes[last - 1] === DASH && bytes[last - 2] === DASH;
	return isEnd ? last : 0;
}
