/** A run of text inside a block. */
export type Inline =
	| { kind: 'text'; text: string }
	| { kind: 'code'; text: string }
	| { kind: 'strong'; text: string }
	| { kind: 'emphasis'; text: string }
	| { kind: 'link'; text: string; href: string };

export type Block =
	| { kind: 'heading'; level: 1 | 2 | 3; inlines: Inline[] }
	| { kind: 'paragraph'; inlines: Inline[] }
	| { kind: 'list'; isOrdered: boolean; items: Inline[][] }
	| { kind: 'code'; text: string }
	| { kind: 'table'; head: Inline[][]; rows: Inline[][][] };

const BULLET = /^[-*] /;
const NUMBERED = /^\d{1,3}\. /;

/**
 * The blocks of a method note. Only what our own notes use: headings, paragraphs, lists, code, tables, and in them
 * code, bold, italics and links. Everything else, HTML included, stays text.
 */
export function methodNote(markdown: string): Block[] {
	const lines = markdown.replaceAll('\r\n', '\n').split('\n');
	const blocks: Block[] = [];
	let at = 0;
	while (at < lines.length) {
		if (lines[at].trim() === '') {
			at++;
			continue;
		}
		const { block, next } = blockAt(lines, at);
		blocks.push(block);
		at = next;
	}
	return blocks;
}

function blockAt(lines: string[], at: number): { block: Block; next: number } {
	const line = lines[at];
	if (line.startsWith('```')) return codeAt(lines, at);
	if (/^#{1,3} /.test(line)) {
		const level = line.indexOf(' ') as 1 | 2 | 3;
		return { block: { kind: 'heading', level, inlines: inlines(line.slice(level + 1).trim()) }, next: at + 1 };
	}
	if (line.startsWith('|')) return tableAt(lines, at);
	if (BULLET.test(line) || NUMBERED.test(line)) return listAt(lines, at);
	const next = endOf(lines, at + 1, (other) => other.trim() === '' || startsBlock(other));
	return { block: { kind: 'paragraph', inlines: inlines(joined(lines.slice(at, next))) }, next };
}

function startsBlock(line: string): boolean {
	return (
		line.startsWith('```') || line.startsWith('|') || /^#{1,3} /.test(line) || BULLET.test(line) || NUMBERED.test(line)
	);
}

function endOf(lines: string[], from: number, isEnd: (line: string) => boolean): number {
	let at = from;
	while (at < lines.length && !isEnd(lines[at])) at++;
	return at;
}

function joined(lines: string[]): string {
	return lines.map((line) => line.trim()).join(' ');
}

function codeAt(lines: string[], at: number): { block: Block; next: number } {
	const end = endOf(lines, at + 1, (line) => line.startsWith('```'));
	return { block: { kind: 'code', text: lines.slice(at + 1, end).join('\n') }, next: end + 1 };
}

function listAt(lines: string[], at: number): { block: Block; next: number } {
	const marker = BULLET.test(lines[at]) ? BULLET : NUMBERED;
	const items: string[] = [];
	let next = at;
	while (next < lines.length && (marker.test(lines[next]) || /^\s+\S/.test(lines[next]))) {
		const isItem = marker.test(lines[next]);
		if (isItem) items.push(lines[next].replace(marker, '').trim());
		else items[items.length - 1] += ` ${lines[next].trim()}`;
		next++;
	}
	return { block: { kind: 'list', isOrdered: marker === NUMBERED, items: items.map(inlines) }, next };
}

function tableAt(lines: string[], at: number): { block: Block; next: number } {
	const next = endOf(lines, at, (line) => !line.startsWith('|'));
	const rows = lines.slice(at, next).filter((line) => !/^[|\s:-]+$/.test(line));
	const [head = [], ...body] = rows.map((line) =>
		line
			.replace(/^\||\|\s*$/g, '')
			.split('|')
			.map((cell) => inlines(cell.trim()))
	);
	return { block: { kind: 'table', head, rows: body }, next };
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** Text with its code, bold, italic and linked parts. Links lead to http(s) addresses or to paths of this site only. */
export function inlines(text: string): Inline[] {
	const parts: Inline[] = [];
	let end = 0;
	for (const match of text.matchAll(INLINE)) {
		if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
		parts.push(inline(match));
		end = match.index + match[0].length;
	}
	if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
	return parts;
}

function inline([whole, code, strong, emphasis, label, href]: RegExpMatchArray): Inline {
	if (code !== undefined) return { kind: 'code', text: code };
	if (strong !== undefined) return { kind: 'strong', text: strong };
	if (emphasis !== undefined) return { kind: 'emphasis', text: emphasis };
	const isSafe = /^https?:\/\//.test(href) || (href.startsWith('/') && !href.startsWith('//'));
	return isSafe ? { kind: 'link', text: label, href } : { kind: 'text', text: whole };
}
