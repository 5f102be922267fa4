import { spread } from '../lanes.ts';
import { isNarrow } from '../plot-width.ts';
import { countScale, px } from '../scales.ts';
import { BOLD, countWidth, textLines, textWidth } from '../text-fit.ts';

/** People of one role before and after; null where hidden. */
export interface SlopeDatum {
	role: string;
	before: number | null;
	after: number | null;
	/** Drawn in the colour of a warning, e.g. a role that fell below its minimum. */
	isAlert?: boolean;
	/** Another name under which its people stand in other charts. */
	link?: string;
}
export interface SlopeEnd {
	x: number;
	y: number;
	label: { x: number; y: number; text: string };
}
export interface SlopeMark {
	datum: SlopeDatum & { before: number; after: number };
	start: SlopeEnd;
	end: SlopeEnd;
}
export interface SlopeLayout {
	width: number;
	height: number;
	top: number;
	bottom: number;
	left: number;
	right: number;
	marks: SlopeMark[];
	hidden: SlopeDatum[];
}

/** More lines than this cannot be told apart (UX 2). */
export const MOST_SLOPES = 12;
const LINE = 17;

/**
 * Geometry of one line a role between two upright axes that begin at zero, with a label at both ends, kept apart.
 * Hidden roles are listed and not drawn. Throws an Error for more than twelve roles.
 */
export function slopeLayout(rows: SlopeDatum[], width: number): SlopeLayout {
	if (rows.length > MOST_SLOPES) throw new Error(`A slope chart shows at most ${MOST_SLOPES} roles.`);
	const known = rows.filter((row): row is SlopeMark['datum'] => row.before !== null && row.after !== null);
	const narrow = isNarrow(width);
	const largest = Math.max(0, ...known.flatMap(({ before, after }) => [before, after]));
	const counts = Math.max(narrow ? 44 : 52, countWidth(largest, 13 * BOLD) + 16);
	const names = Math.max(0, ...known.map((row) => textWidth(row.role, 13)));
	const room = narrow ? Math.max(40, Math.min(108, width - 2 * counts - 60)) : Math.min(190, names + 8);
	const [left, right] = [narrow ? counts : counts + room, width - counts - room];
	const [top, bottom] = [34, 34 + Math.max(narrow ? 220 : 260, known.length * LINE * 1.4)];
	const scale = countScale(
		known.flatMap(({ before, after }) => [before, after]),
		[bottom, top]
	);
	const starts = ends(known, (row) => row.before, { x: left, scale, bottom, shift: -10 }, narrow ? 0 : room);
	const finishes = ends(known, (row) => row.after, { x: right, scale, bottom, shift: 10 }, room);
	return {
		width,
		height: bottom + 14,
		...{ top, bottom, left, right },
		marks: known.map((datum, index) => ({ datum, start: starts[index], end: finishes[index] })),
		hidden: rows.filter((row) => row.before === null || row.after === null)
	};
}

function ends(
	rows: SlopeMark['datum'][],
	valueOf: (row: SlopeMark['datum']) => number,
	axis: { x: number; scale: (value: number) => number; bottom: number; shift: number },
	room: number
): SlopeEnd[] {
	const at = rows.map((row) => px(axis.scale(valueOf(row))));
	const labels = spread(at, LINE, axis.bottom);
	return rows.map((row, index) => ({
		x: axis.x,
		y: at[index],
		label: {
			x: axis.x + axis.shift,
			y: px(labels[index]),
			text: room === 0 ? '' : (textLines(row.role, room, 13, 1)[0] ?? '')
		}
	}));
}
