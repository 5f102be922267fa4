/** Ems of the letters of DejaVu Sans, the widest of the usual fonts and the one of the images, rounded up. */
const EMS: [ems: number, letters: string][] = [
	[0.28, "'ijl"],
	[0.32, ' ,.IJ‘’·\u00a0\u202f'],
	[0.36, '/:;\\f|'],
	[0.4, '()-[]t'],
	[0.44, '!r'],
	[0.52, '"*_`–“”'],
	[0.56, '?Lcsz'],
	[0.6, 'Fkvxy'],
	[0.64, '$0123456789EPSTYabdeghnopqu{}«»ß'],
	[0.72, 'KABCRVXZ'],
	[0.76, 'HNU'],
	[0.8, '&DGOQ'],
	[0.84, '#+<=>^w~−×≥≤→±'],
	[0.88, 'M'],
	[0.96, '%']
];
const WIDEST = 1.08;
const WIDTHS = new Map(EMS.flatMap(([ems, letters]) => [...letters].map((letter) => [letter, ems] as const)));
/** How much wider bold letters run than plain ones. */
export const BOLD = 1.16;

/** Width of a text in pixels, on the generous side: it is set before any font is known. */
export function textWidth(text: string, size: number): number {
	let ems = 0;
	for (const letter of text) ems += WIDTHS.get(letter) ?? WIDTHS.get(letter.normalize('NFD')[0]) ?? WIDEST;
	return Math.ceil(ems * size);
}

/** Width of a number as it is written with its thousands apart. */
export function countWidth(value: number, size: number): number {
	const digits = String(Math.round(Math.abs(value))).length;
	return textWidth('0'.repeat(digits) + ' '.repeat(Math.floor((digits - 1) / 3)), size);
}

function shortened(text: string, width: number, size: number): string {
	if (textWidth(text, size) <= width) return text;
	let kept = text;
	while (kept.length > 1 && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1);
	return `${kept.trimEnd()}…`;
}

/** As much of a text as one line of `width` holds, with an ellipsis where something is missing. */
export function oneLine(text: string, width: number, size: number): string {
	return textLines(text, width, size, 1)[0] ?? '';
}

/** A text broken between words into at most `most` lines of `width`; what does not fit ends in an ellipsis. */
export function textLines(text: string, width: number, size: number, most: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		const joined = last === undefined ? word : `${last} ${word}`;
		if (last !== undefined && (textWidth(joined, size) <= width || lines.length === most))
			lines[lines.length - 1] = joined;
		else lines.push(word);
	}
	return lines.map((line) => shortened(line, width, size));
}

/** Where a text that is centred on `at` stands, so that it does not leave a drawing of this width. */
export function keptInside(at: number, length: number, width: number): number {
	const half = Math.min(length, width) / 2;
	return Math.round(Math.max(half, Math.min(width - half, at)) * 10) / 10;
}
