import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Width of a text in ems of the font. */
export type EmWidth = (text: string) => number;

/** Reads the advance widths of a font of the package dejavu-fonts-ttf from its own tables (OpenType 1.9: cmap, hmtx). */
export function fontWidths(name: 'DejaVuSans' | 'DejaVuSans-Bold'): EmWidth {
	const home = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json');
	const font = readFileSync(home.replace(/package\.json$/, `ttf/${name}.ttf`));
	const tables = new Map<string, number>();
	for (let entry = 12; entry < 12 + 16 * font.readUInt16BE(4); entry += 16)
		tables.set(font.toString('latin1', entry, entry + 4), font.readUInt32BE(entry + 8));
	const table = (tag: string): number => {
		const offset = tables.get(tag);
		if (offset === undefined) throw new Error(`The font ${name} has no table ${tag}.`);
		return offset;
	};
	const unitsPerEm = font.readUInt16BE(table('head') + 18);
	const measured = font.readUInt16BE(table('hhea') + 34);
	const glyphs = glyphIndex(font, table('cmap'));
	const advance = (glyph: number) => font.readUInt16BE(table('hmtx') + 4 * Math.min(glyph, measured - 1));
	return (text) => [...text].reduce((sum, letter) => sum + advance(glyphs(letter.codePointAt(0) ?? 0)), 0) / unitsPerEm;
}

/** The segments of the Unicode map of the basic plane (format 4). */
function glyphIndex(font: Buffer, cmap: number): (code: number) => number {
	const maps = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, at) => cmap + 4 + 8 * at);
	const found = maps.map((at) => cmap + font.readUInt32BE(at + 4)).find((at) => font.readUInt16BE(at) === 4);
	if (found === undefined) throw new Error('The font has no Unicode map of format 4.');
	const doubled = font.readUInt16BE(found + 6);
	const [ends, starts] = [found + 14, found + 16 + doubled];
	return (code) => {
		for (let at = 0; at < doubled; at += 2) {
			if (code > font.readUInt16BE(ends + at)) continue;
			const start = font.readUInt16BE(starts + at);
			if (code < start) return 0;
			const delta = font.readUInt16BE(starts + doubled + at);
			const range = starts + 2 * doubled + at;
			const offset = font.readUInt16BE(range);
			if (offset === 0) return (code + delta) & 0xffff;
			const glyph = font.readUInt16BE(range + offset + 2 * (code - start));
			return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
		}
		return 0;
	};
}
