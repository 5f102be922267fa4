import { lanesOf } from '../lanes.ts';
import { isNarrow } from '../plot-width.ts';
import { dateScale, endDay, firstDay, px } from '../scales.ts';
import type { DateScale, Tick } from '../scales.ts';
import type { ShapeName } from '../shapes.ts';
import { textLines, textWidth } from '../text-fit.ts';

export type TimelineLane = 'event' | 'departure' | 'incident' | 'headcount';
export const TIMELINE_LANES: TimelineLane[] = ['event', 'departure', 'incident', 'headcount'];

export interface TimelineItem {
	id: string;
	lane: TimelineLane;
	title: string;
	/** As precise as it is known: 2022, 2022-11 or 2022-11-17. */
	date: string;
	/** The last day of something that lasted; as precise as it is known. */
	endDate?: string | null;
}
/** One item, or several that would lie over each other. */
export interface TimelineMark {
	items: TimelineItem[];
	/** Where it begins and ends: the days that its date may mean. */
	start: number;
	end: number;
	x: number;
	y: number;
	isBar: boolean;
	shape: ShapeName;
	radius: number;
	/** null where there is no room */
	label: { text: string; x: number; y: number; anchor: 'start' | 'end' } | null;
}
export interface PlacedLane {
	lane: TimelineLane;
	count: number;
	titleY: number;
	/** Line on which the marks stand. */
	y: number;
	marks: TimelineMark[];
}
export interface TimelineLayout {
	width: number;
	height: number;
	plot: { left: number; right: number; top: number; bottom: number };
	ticks: Tick<string>[];
	precision: 'year' | 'month' | 'day';
	lanes: PlacedLane[];
}
export interface TimelineRange {
	from: string;
	to: string;
}

const SHAPES: Record<TimelineLane, ShapeName> = {
	event: 'circle',
	departure: 'diamond',
	incident: 'triangle',
	headcount: 'square'
};
const APART = 18;
const LABEL_ROWS = 4;
const ROW = 18;
const LABEL_WIDTH = 240;

/** From the first day of the earliest item to the day after the last one. */
export function timelineRange(items: TimelineItem[]): TimelineRange {
	const starts = items.map((item) => firstDay(item.date)).sort();
	const ends = items.map((item) => endDay(item.endDate ?? item.date)).sort();
	return { from: starts[0] ?? '2022-01-01', to: ends.at(-1) ?? '2023-01-01' };
}

/** Items that touch the range, earliest first; what begins together keeps its order. */
export function itemsWithin(items: TimelineItem[], range: TimelineRange): TimelineItem[] {
	const [from, to] = [firstDay(range.from), firstDay(range.to)];
	return items
		.filter((item) => firstDay(item.date) < to && endDay(item.endDate ?? item.date) > from)
		.toSorted((a, b) => firstDay(a.date).localeCompare(firstDay(b.date)));
}

function radiusOf(count: number): number {
	return count === 1 ? 5.5 : px(Math.min(8 + 1.3 * Math.sqrt(count), 15));
}

/** Neighbours closer than a mark's width become one. */
function clusters(items: TimelineItem[], dates: DateScale, plot: { left: number; right: number }) {
	const groups: { items: TimelineItem[]; start: number; end: number }[] = [];
	for (const item of items) {
		const start = Math.max(plot.left, dates.at(item.date));
		const end = Math.min(plot.right, dates.at(endDay(item.endDate ?? item.date)));
		const last = groups.at(-1);
		if (last !== undefined && start - last.end < APART) {
			last.items.push(item);
			last.end = Math.max(last.end, end);
		} else groups.push({ items: [item], start, end });
	}
	return groups;
}

interface LaneFrame {
	lane: TimelineLane;
	top: number;
	width: number;
	isLabelled: boolean;
	text: (items: TimelineItem[]) => string;
}

function placeLane(groups: ReturnType<typeof clusters>, frame: LaneFrame): PlacedLane & { bottom: number } {
	const titleY = frame.top + 10;
	const drafts = groups.map(({ items, start, end }) => {
		const x = px((start + end) / 2);
		const text = textLines(frame.text(items), LABEL_WIDTH, 12, 1)[0];
		const length = textWidth(text, 12);
		const anchor: 'start' | 'end' = x + length > frame.width ? 'end' : 'start';
		const stretch = anchor === 'end' ? { start: x - length, end: x + 4 } : { start: x - 4, end: x + length };
		return { items, start, end, x, text, anchor, stretch };
	});
	const rows = lanesOf(
		drafts.map((draft) => draft.stretch),
		frame.isLabelled ? LABEL_ROWS : 0,
		8
	);
	const rowsUsed = Math.max(0, ...rows.map((row) => (row === null ? 0 : row + 1)));
	const y = frame.top + 22 + rowsUsed * ROW + 16;
	const marks = drafts.map((draft, index): TimelineMark => {
		const { items, start, end, x, text, anchor } = draft;
		const row = rows[index];
		const label = row === null ? null : { text, x, y: y - 24 - row * ROW, anchor };
		const isBar = items.length === 1 && end - start > 12;
		return { items, start, end, x, y, isBar, shape: SHAPES[frame.lane], radius: radiusOf(items.length), label };
	});
	const count = drafts.reduce((sum, draft) => sum + draft.items.length, 0);
	return { lane: frame.lane, count, titleY, y, marks, bottom: y + 24 };
}

/**
 * Geometry of dated things in lanes by kind. A bar is as wide as the days that its date may mean; what would lie over
 * one another is one mark with a number; labels that find no room are left to the list.
 */
export function timelineLayout(
	items: TimelineItem[],
	range: TimelineRange,
	width: number,
	text: (items: TimelineItem[]) => string
): TimelineLayout {
	const plot = { left: 12, right: width - 12, top: 0, bottom: 0 };
	const dates = dateScale(range.from, range.to, [plot.left, plot.right]);
	const within = itemsWithin(items, range);
	let top = plot.top;
	const lanes = TIMELINE_LANES.filter((lane) => within.some((item) => item.lane === lane)).map((lane) => {
		const own = within.filter((item) => item.lane === lane);
		const frame = { lane, top, width, isLabelled: !isNarrow(width), text };
		const { bottom, ...placed } = placeLane(clusters(own, dates, plot), frame);
		top = bottom;
		return placed;
	});
	plot.bottom = top;
	const time = dates.ticks(isNarrow(width) ? 4 : 9, isNarrow(width) ? 64 : 58);
	return { width, height: top + 28, plot, ticks: time.ticks, precision: time.precision, lanes };
}
