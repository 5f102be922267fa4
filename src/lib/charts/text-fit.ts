const NARROW_LETTERS = /[ .,:;'’!|()[\]/ijlftrI\u202f·-]/;
const WIDE_LETTERS = /[mwMWÆŒ%@…—]/;

/** Width of a text in pixels, on the generous side: it is set before any font is known. */
export function textWidth(text: string, size: number): number {
	let ems = 0;
	for (const letter of text) {
		if (NARROW_LETTERS.test(letter)) ems += 0.36;
		else if (WIDE_LETTERS.test(letter)) ems += 0.92;
		else ems += letter !== letter.toLowerCase() ? 0.7 : 0.57;
	}
	return Math.ceil(ems * size);
}

function shortened(text: string, width: number, size: number): string {
	if (textWidth(text, size) <= width) return text;
	let kept = text;
	while (kept.length > 1 && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1);
	return `${kept.trimEnd()}…`;
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
