import { lanesOf, spread } from '../lanes.ts';
import { isNarrow } from '../plot-width.ts';
import { countScale, countTicks, dateScale, endDay, px } from '../scales.ts';
import type { DateScale, Tick } from '../scales.ts';
import { stepPath, type Corner } from '../step-path.ts';
import { BOLD, countWidth, oneLine, textWidth } from '../text-fit.ts';

/** People employed at the end of a day; null where the count is suppressed. */
export interface HeadcountDatum {
	date: string;
	group: string | null;
	headcount: number | null;
}
/** Something dated that the reader should see beside the line. The most important first. */
export interface HeadcountEvent {
	id: string;
	date: string;
	label: string;
}
export interface HeadcountPoint {
	datum: HeadcountDatum;
	x: number;
	/** null where suppressed */
	y: number | null;
}
export interface HeadcountSeries {
	group: string | null;
	/** 0 for the largest group at the end; null for those beyond the sixth, which stay grey and without a label. */
	rank: number | null;
	path: string;
	points: HeadcountPoint[];
	/** Where the last known value stands, and where its label does. */
	end: { x: number; y: number; labelY: number; datum: HeadcountDatum } | null;
}
export interface EventMark {
	event: HeadcountEvent;
	/** '1', '2', …: its place in time, as in the list below the drawing. */
	mark: string;
	x: number;
	y: number;
	/** null where there is no room, or five are shown already. */
	label: { text: string; x: number; y: number; anchor: 'start' | 'end' } | null;
}
export interface HeadcountLayout {
	width: number;
	height: number;
	plot: { left: number; right: number; top: number; bottom: number };
	xTicks: Tick<string>[];
	precision: 'year' | 'month' | 'day';
	yTicks: Tick<number>[];
	series: HeadcountSeries[];
	events: EventMark[];
}

const LABELS = 5;
const LANE = 22;
const MOST_LANES = 4;
const RADIUS = 10;
const MOST_NAMED = 6;
const DASH = 4;
/** Room for the names at the ends of the lines. */
export const END_LABEL = 150;

interface Placed {
	event: HeadcountEvent;
	text: string;
	isLabelled: boolean;
	anchor: 'start' | 'end';
	start: number;
	end: number;
}

/** The stretch a mark and its label take; the label goes to the left where it would leave the drawing. */
function stretchOf(event: HeadcountEvent, isLabelled: boolean, x: number, width: number): Placed {
	const room = Math.max(x, width - x) - RADIUS - 4;
	const text = oneLine(event.label, room, 12);
	if (!isLabelled) return { event, text, isLabelled, anchor: 'start', start: x - RADIUS, end: x + RADIUS };
	const length = textWidth(text, 12) + RADIUS + 4;
	const isLeft = x + length > width && x - length >= 0;
	const [start, end] = isLeft ? [x - length, x + RADIUS] : [x - RADIUS, x + length];
	return { event, text, isLabelled, anchor: isLeft ? 'end' : 'start', start, end };
}

function placeEvents(events: HeadcountEvent[], dates: DateScale, width: number, top: number) {
	const order = new Map(
		events.toSorted((a, b) => a.date.localeCompare(b.date)).map((event, index) => [event, index + 1])
	);
	const labels = isNarrow(width) ? 0 : LABELS;
	const stretches = events.map((event, index) => stretchOf(event, index < labels, dates.at(event.date), width));
	const lanes = lanesOf(stretches, MOST_LANES, 4);
	const marks = stretches.map(({ event, text, isLabelled, anchor }, index): EventMark => {
		const [x, y] = [dates.at(event.date), top + (lanes[index] ?? MOST_LANES) * LANE + LANE / 2];
		const labelX = px(x + (anchor === 'end' ? -RADIUS - 4 : RADIUS + 4));
		const label = isLabelled && lanes[index] !== null ? { text, x: labelX, y, anchor } : null;
		return { event, mark: String(order.get(event)), x, y, label };
	});
	const used = marks.length === 0 ? 0 : Math.max(...lanes.map((lane) => lane ?? MOST_LANES)) + 1;
	return { marks: marks.toSorted((a, b) => Number(a.mark) - Number(b.mark)), bottom: top + used * LANE };
}

/** By date: civil dates stand in the order of their text. */
function inOrder(rows: HeadcountDatum[]): HeadcountDatum[] {
	return rows.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** Groups by their last count, largest first. */
function ranked(rows: HeadcountDatum[]): (string | null)[] {
	const last = new Map(rows.map((row) => [row.group, row.headcount ?? 0]));
	return [...last.keys()].toSorted((a, b) => (last.get(b) ?? 0) - (last.get(a) ?? 0));
}

/** The points in stretches without a suppressed one. */
function stretches(points: HeadcountPoint[]): Corner[][] {
	const found: Corner[][] = [[]];
	for (const { x, y } of points) {
		if (y === null) found.push([]);
		else found[found.length - 1].push({ x, y });
	}
	return found;
}

/** A value between two suppressed ones is a short dash about its place. */
function stretchPath(stretch: Corner[]): string {
	return stretch.length === 1 ? `M${px(stretch[0].x - DASH / 2)},${px(stretch[0].y)}h${DASH}` : stepPath(stretch);
}

function stepSeries(points: HeadcountPoint[], group: string | null, order: number): HeadcountSeries {
	const path = stretches(points).map(stretchPath).join('');
	const last = points.findLast((point) => point.y !== null);
	const end = last?.y == null ? null : { x: last.x, y: last.y, labelY: last.y, datum: last.datum };
	return { group, rank: order < MOST_NAMED ? order : null, path, points, end };
}

function separateLabels(series: HeadcountSeries[], bottom: number): void {
	const ends = series.flatMap((each) => (each.rank === null ? [] : (each.end ?? [])));
	const positions = ends.map((end) => end.y);
	spread(positions, 16, bottom).forEach((y, index) => (ends[index].labelY = px(y)));
}

/** The groups that have a colour, a label and marks: the six largest at the end. */
export function namedGroups(rows: HeadcountDatum[]): (string | null)[] {
	return ranked(inOrder(rows)).slice(0, MOST_NAMED);
}

/** Geometry of headcount as steps from one count to the next, from zero, with dated marks above. */
export function headcountLayout(
	rows: HeadcountDatum[],
	events: HeadcountEvent[],
	width: number,
	top = 0
): HeadcountLayout {
	const narrow = isNarrow(width);
	const inTime = inOrder(rows);
	const groups = ranked(inTime);
	const longest = Math.max(
		0,
		...groups.slice(0, MOST_NAMED).map((group) => (group === null || narrow ? 0 : textWidth(group, 13)))
	);
	const ends = new Map(inTime.map((row) => [row.group, countWidth(row.headcount ?? 0, 13 * BOLD)]));
	const count = Math.max(58, ...[...ends.values()].map((length) => 20 + length));
	const [left, right] = [narrow ? 40 : 52, width - count - Math.min(longest, END_LABEL)];
	const days = inTime.map((row) => row.date);
	const dates = dateScale(days[0] ?? '1970-01-01', days.at(-1) ?? '1970-01-02', [left, right]);
	const shown = events.filter((event) => event.date >= days[0] && event.date < endDay(days.at(-1) ?? '1970-01-01'));
	const placed = placeEvents(shown, dates, width, top);
	const plot = { left, right, top: placed.bottom + 10, bottom: placed.bottom + (narrow ? 190 : 260) };
	const counts = countScale(
		rows.map((row) => row.headcount),
		[plot.bottom, plot.top]
	);
	const pointOf = (datum: HeadcountDatum): HeadcountPoint => ({
		datum,
		x: dates.at(datum.date),
		y: datum.headcount === null ? null : px(counts(datum.headcount))
	});
	const points = inTime.map(pointOf);
	const series = groups.map((group, order) =>
		stepSeries(
			points.filter(({ datum }) => datum.group === group),
			group,
			order
		)
	);
	separateLabels(series, plot.bottom);
	const time = dates.ticks(narrow ? 3 : 7, 72);
	return {
		width,
		height: plot.bottom + 28,
		plot,
		xTicks: time.ticks,
		precision: time.precision,
		yTicks: countTicks(counts, 5),
		series,
		events: placed.marks
	};
}
