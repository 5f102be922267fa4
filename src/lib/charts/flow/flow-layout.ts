import { isNarrow } from '../plot-width.ts';
import { px } from '../scales.ts';

/** How many people of one role came to one outcome; null where hidden. */
export interface FlowDatum {
	role: string;
	outcome: string;
	people: number | null;
}
export interface FlowNode {
	name: string;
	people: number;
	x: number;
	y: number;
	height: number;
	label: { x: number; y: number };
}
export interface FlowRibbon {
	datum: FlowDatum & { people: number };
	/** Place of the outcome among the outcomes, which gives the colour. */
	outcome: number;
	path: string;
}
export interface FlowLayout {
	width: number;
	height: number;
	roles: FlowNode[];
	outcomes: FlowNode[];
	ribbons: FlowRibbon[];
	hidden: FlowDatum[];
}

/** At most this many names stand on each side (UX 2); the caller bundles the rest. */
export const MOST_ROLES = 8;
export const MOST_OUTCOMES = 5;
export const NODE = 10;
const GAP = 18;
const TOP = 10;

interface Stack {
	names: string[];
	totals: Map<string, number>;
}

/**
 * Geometry of roles on the left, outcomes on the right, both in the order given, and a ribbon for every pair with
 * people, its width in proportion to them. Hidden pairs are listed and not drawn. Throws an Error for more than eight
 * roles or five outcomes.
 */
export function flowLayout(data: FlowDatum[], width: number): FlowLayout {
	const known = data.filter((datum): datum is FlowRibbon['datum'] => datum.people !== null && datum.people > 0);
	const left = stackOf(known, (datum) => datum.role);
	const right = stackOf(known, (datum) => datum.outcome);
	if (left.names.length > MOST_ROLES || right.names.length > MOST_OUTCOMES)
		throw new Error(`A flow shows at most ${MOST_ROLES} roles and ${MOST_OUTCOMES} outcomes; bundle the smallest.`);
	const narrow = isNarrow(width);
	const room = narrow ? 360 : 400;
	const total = known.reduce((sum, datum) => sum + datum.people, 0);
	const gaps = GAP * Math.max(left.names.length, right.names.length, 1);
	const scale = total === 0 ? 0 : (room - gaps) / total;
	const [roles, outcomes] = [nodesOf(left, 0, scale, room), nodesOf(right, width - NODE, scale, room)];
	const ribbons = ribbonsOf(known, { left, right }, { roles, outcomes, scale });
	return {
		width,
		height: room + 2 * TOP,
		roles,
		outcomes,
		ribbons,
		hidden: data.filter(({ people }) => people === null)
	};
}

function stackOf(data: FlowRibbon['datum'][], nameOf: (datum: FlowDatum) => string): Stack {
	const totals = new Map<string, number>();
	for (const datum of data) totals.set(nameOf(datum), (totals.get(nameOf(datum)) ?? 0) + datum.people);
	return { names: [...totals.keys()], totals };
}

function nodesOf({ names, totals }: Stack, x: number, scale: number, room: number): FlowNode[] {
	const used = names.reduce((sum, name) => sum + (totals.get(name) ?? 0) * scale, 0);
	const gap = names.length > 1 ? Math.min(GAP * 2.5, (room - used) / (names.length - 1)) : 0;
	let y = TOP + (room - used - gap * (names.length - 1)) / 2;
	return names.map((name) => {
		const people = totals.get(name) ?? 0;
		const node = { name, people, x, y: px(y), height: px(Math.max(1, people * scale)) };
		y += people * scale + gap;
		return { ...node, label: { x: x === 0 ? NODE + 6 : x - 6, y: px(node.y + node.height / 2) } };
	});
}

function ribbonsOf(
	data: FlowRibbon['datum'][],
	{ left, right }: { left: Stack; right: Stack },
	{ roles, outcomes, scale }: { roles: FlowNode[]; outcomes: FlowNode[]; scale: number }
): FlowRibbon[] {
	const offsets = { left: roles.map(({ y }) => y), right: outcomes.map(({ y }) => y) };
	const places = data.map((datum) => ({
		datum,
		from: left.names.indexOf(datum.role),
		to: right.names.indexOf(datum.outcome)
	}));
	const starts = new Map<FlowDatum, number>();
	for (const { datum, from } of places.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
		starts.set(datum, offsets.left[from]);
		offsets.left[from] += datum.people * scale;
	}
	return places
		.toSorted((a, b) => a.to - b.to || a.from - b.from)
		.map(({ datum, to }) => {
			const end = offsets.right[to];
			offsets.right[to] += datum.people * scale;
			const thickness = datum.people * scale;
			const path = ribbonPath([NODE, starts.get(datum) ?? 0], [outcomes[to].x, end], thickness);
			return { datum, outcome: to, path };
		});
}

/** A ribbon of even thickness that leaves and arrives level. */
function ribbonPath([x0, y0]: [number, number], [x1, y1]: [number, number], thickness: number): string {
	const middle = px((x0 + x1) / 2);
	const [a, b, c, d] = [y0, y1, y1 + thickness, y0 + thickness].map(px);
	return `M${x0},${a}C${middle},${a} ${middle},${b} ${x1},${b}V${c}C${middle},${c} ${middle},${d} ${x0},${d}Z`;
}
