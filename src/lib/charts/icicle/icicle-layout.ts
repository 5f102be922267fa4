import { isNarrow } from '../plot-width.ts';
import { px } from '../scales.ts';
import { shareClasses } from '../share-classes.ts';
import { textLines } from '../text-fit.ts';

/** One part inside the parts before it in its path: how many people it had, and how many of them left. */
export interface IcicleDatum {
	path: string[];
	people: number;
	/** null where hidden */
	left: number | null;
}
export interface IcicleMark {
	datum: IcicleDatum;
	x: number;
	y: number;
	width: number;
	height: number;
	share: number | null;
	/** Class of the share, 0 for the lowest; null without a share. */
	level: number | null;
	/** The name, as much of it as fits; null where the part is too low for a line. */
	label: string | null;
	/** Whether a second line fits below the name. */
	hasNote: boolean;
}
export interface IcicleLayout {
	width: number;
	height: number;
	/** Bounds of the classes of shares. */
	bounds: number[];
	marks: IcicleMark[];
}

/** More levels than this cannot be read (UX 2). */
export const MOST_LEVELS = 3;
const LINE = 16;
const PADDING = 6;

/**
 * Geometry of parts within parts from left to right: the height of a part is its people, the class of its colour the
 * share that left. Throws an Error for more than three levels.
 */
export function icicleLayout(data: IcicleDatum[], width: number, top = 0): IcicleLayout {
	const levels = Math.max(0, ...data.map((datum) => datum.path.length));
	if (levels > MOST_LEVELS) throw new Error(`An icicle shows at most ${MOST_LEVELS} levels; name fewer.`);
	const outer = data.filter((datum) => datum.path.length === 1).length;
	const room = isNarrow(width) ? 520 : Math.max(320, Math.min(560, outer * 56));
	const column = levels === 0 ? width : width / levels;
	const { bounds, levelOf } = shareClasses(data.map(shareOf));
	const people = data.reduce((sum, datum) => sum + (datum.path.length === 1 ? datum.people : 0), 0);
	const marks = placed(data, people === 0 ? 0 : room / people).map(({ datum, depth, from, to }): IcicleMark => {
		const height = px(Math.max(1, to - from - 1));
		return {
			datum,
			x: px((depth - 1) * column),
			y: px(top + from),
			width: px(column - 2),
			height,
			share: shareOf(datum),
			level: levelOf(shareOf(datum)),
			label: height < LINE ? null : (textLines(datum.path.at(-1) ?? '', column - 2 * PADDING - 2, 13, 1)[0] ?? null),
			hasNote: height >= 2 * LINE + 4
		};
	});
	return { width, height: data.length === 0 ? top : top + room, bounds, marks };
}

function shareOf({ people, left }: IcicleDatum): number | null {
	return left === null || people === 0 ? null : left / people;
}

interface Place {
	datum: IcicleDatum;
	depth: number;
	from: number;
	to: number;
}

/** Where each part begins and ends along the upright side, every part before its own parts. */
function placed(data: IcicleDatum[], scale: number, path: string[] = [], start = 0): Place[] {
	let from = start;
	return data
		.filter((datum) => datum.path.length === path.length + 1 && path.every((name, at) => datum.path[at] === name))
		.flatMap((datum) => {
			const place = { datum, depth: datum.path.length, from, to: from + datum.people * scale };
			from = place.to;
			return [place, ...placed(data, scale, datum.path, place.from)];
		});
}
