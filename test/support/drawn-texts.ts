import { fontWidths } from './font-widths.ts';

/** A text of a drawing with the rectangle it takes in the drawing's own pixels. */
export interface DrawnText {
	text: string;
	left: number;
	right: number;
	top: number;
	bottom: number;
}
/** One run of letters of the same size and weight, set one after another. */
interface Run {
	text: string;
	size: number;
	isBold: boolean;
	shift: number;
}
interface Line {
	x: number;
	y: number;
	anchor: string;
	/** Read from below, turned about this place. */
	turn: { x: number; y: number } | null;
	runs: Run[];
}

const PLAIN = fontWidths('DejaVuSans');
const BOLD = fontWidths('DejaVuSans-Bold');
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const decoded = (text: string) => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]);
const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/** Size and weight that the sheet of the marks gives a text of these classes inside these groups. */
export function textStyles(sheet: string): (classes: string[], inside: string[]) => { size: number; isBold: boolean } {
	const rules = [...sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selectors, body]) => {
		const size = /font-size: (\d+)px/.exec(body)?.[1];
		const weight = /font-weight: (\d+)/.exec(body)?.[1];
		return size || weight
			? selectors.split(',').map((selector) => ({ names: selector.match(/\.[\w-]+/g) ?? [], size, weight }))
			: [];
	});
	return (classes, inside) => {
		const known = new Set([...classes, ...inside].map((name) => `.${name}`));
		const fitting = rules.filter(({ names }) => names.every((name) => name === '.chart' || known.has(name)));
		const size = fitting.findLast((rule) => rule.size !== undefined)?.size ?? '13';
		const weight = fitting.findLast((rule) => rule.weight !== undefined)?.weight ?? '400';
		return { size: Number(size), isBold: Number(weight) >= 600 };
	};
}

/** Every text of an SVG whose groups are only moved and whose texts are level or read from below, with its extent by the advance widths of DejaVu Sans. */
export function drawnTexts(svg: string, sheet: string): DrawnText[] {
	const styleOf = textStyles(sheet);
	const found: DrawnText[] = [];
	const stack: { tag: string; classes: string[]; dx: number; dy: number }[] = [];
	let lines: Line[] | null = null;
	for (const [token, closing, tag] of svg.matchAll(/<(\/?)([a-z]+)\b[^>]*>|[^<]+/g)) {
		if (tag === undefined) {
			if (lines) addRun(lines, decoded(token), styleOf, stack);
			continue;
		}
		if (closing) {
			stack.pop();
			if (tag === 'text' && lines) {
				found.push(...lines.map(extent).filter((line) => line !== null));
				lines = null;
			}
			continue;
		}
		const parent = stack.at(-1);
		const moved = /translate\(([^)]*)\)/.exec(attribute(token, 'transform') ?? '')?.[1].split(/[ ,]/);
		const [dx, dy] = [(parent?.dx ?? 0) + Number(moved?.[0] ?? 0), (parent?.dy ?? 0) + Number(moved?.[1] ?? 0)];
		const classes = (attribute(token, 'class') ?? '').split(' ').filter((name) => !name.startsWith('svelte-'));
		if (tag === 'text')
			lines = [
				{
					x: dx + Number(attribute(token, 'x') ?? 0),
					y: dy + Number(attribute(token, 'y') ?? 0) + shiftOf(attribute(token, 'dy')),
					anchor: attribute(token, 'text-anchor') ?? 'start',
					turn: turnOf(attribute(token, 'transform'), dx, dy),
					runs: []
				}
			];
		if (tag === 'tspan' && lines) startSpan(lines, token, dx);
		if (!token.endsWith('/>')) stack.push({ tag, classes, dx, dy });
	}
	return found;
}

function turnOf(transform: string | undefined, dx: number, dy: number): Line['turn'] {
	const [x, y] =
		/rotate\(-90 ([^)]*)\)/
			.exec(transform ?? '')?.[1]
			.split(' ')
			.map(Number) ?? [];
	return x === undefined ? null : { x: x + dx, y: y + dy };
}

function shiftOf(dy: string | undefined): number {
	if (dy === undefined) return 0;
	return dy.endsWith('em') ? Number(dy.slice(0, -2)) * 13 : Number(dy);
}

function startSpan(lines: Line[], token: string, dx: number): void {
	const last = lines[lines.length - 1];
	const x = attribute(token, 'x');
	if (x !== undefined)
		lines.push({ ...last, x: dx + Number(x), y: last.y + shiftOf(attribute(token, 'dy')), runs: [] });
	const shift = Number(attribute(token, 'dx') ?? 0);
	if (shift !== 0) lines.at(-1)?.runs.push({ text: '', size: 0, isBold: false, shift });
}

function addRun(
	lines: Line[],
	text: string,
	styleOf: ReturnType<typeof textStyles>,
	stack: { classes: string[] }[]
): void {
	const collapsed = text.replace(/[ \t\n]+/g, ' ');
	if (collapsed === ' ' && lines.at(-1)?.runs.length === 0) return;
	const classes = stack.at(-1)?.classes ?? [];
	const inside = stack.flatMap((each) => each.classes);
	lines.at(-1)?.runs.push({ text: collapsed, shift: 0, ...styleOf(classes, inside) });
}

function extent({ x, y, anchor, turn, runs }: Line): DrawnText | null {
	const text = runs.map((run) => run.text).join('');
	if (text.trim() === '') return null;
	const trimmed = runs.map((run, at) => ({
		...run,
		text: at === 0 ? run.text.trimStart() : at === runs.length - 1 ? run.text.trimEnd() : run.text
	}));
	const width = trimmed.reduce((sum, run) => sum + run.shift + (run.isBold ? BOLD : PLAIN)(run.text) * run.size, 0);
	const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
	const size = Math.max(...runs.map((run) => run.size));
	const [right, top, bottom] = [left + width, y - size * 0.76, y + size * 0.24];
	if (turn === null) return { text: text.trim(), left, right, top, bottom };
	const turned = { left: turn.x + top - turn.y, right: turn.x + bottom - turn.y };
	return { text: text.trim(), ...turned, top: turn.y + turn.x - right, bottom: turn.y + turn.x - left };
}
