import { linearScale } from '../linear-scale.ts';
import { isNarrow } from '../plot-width.ts';
import { px } from '../scales.ts';
import type { Tick } from '../scales.ts';
import { BOLD, textLines } from '../text-fit.ts';

/** A published share of the people of day 0, on a day counted from it. null is "not said". */
export interface ComparisonPoint {
	day: number;
	low: number | null;
	best: number | null;
	high: number | null;
	label: string;
}
/** Something that happened on a day counted from day 0. */
export interface ComparisonMoment {
	day: number;
	label: string;
}
/** The share of the people of day 0 who never left, counted from a roster, with its 95 % interval. */
export interface ComparisonStay {
	day: number;
	share: number;
	lower: number;
	upper: number;
}
/** One event, from its day 0. */
export interface ComparisonPanel {
	id: string;
	title: string;
	/** What day 0 is, with its date. */
	zero: string;
	points: ComparisonPoint[];
	departures: ComparisonMoment[];
	incidents: ComparisonMoment[];
	/** Only where a roster stands behind the event. */
	band?: ComparisonStay[];
}
/** A line through the shares within the band of their intervals. */
export interface PlacedBand {
	area: string;
	line: string;
	stays: { stay: ComparisonStay; x: number; y: number }[];
}
export interface PlacedPoint {
	point: ComparisonPoint;
	x: number;
	/** From low to high; null where both are the same or neither is known. */
	bar: { top: number; bottom: number; isOpenAbove: boolean; isOpenBelow: boolean } | null;
	dot: number | null;
}
/** One moment, or several that would lie over each other. */
export interface PlacedMoments {
	moments: ComparisonMoment[];
	x: number;
	y: number;
}
export interface PlacedPanel {
	panel: ComparisonPanel;
	x: number;
	y: number;
	width: number;
	title: string;
	zero: { x: number; label: string };
	points: PlacedPoint[];
	band: PlacedBand | null;
	departures: PlacedMoments[];
	incidents: PlacedMoments[];
	days: Tick<number>[];
	shares: Tick<number>[];
	plot: { left: number; right: number; top: number; bottom: number };
	lanes: { departures: number; incidents: number };
}
/** Common: what is twice as high or far is twice as much in every panel. Free: each panel uses its whole room. */
export type ComparisonScales = 'common' | 'free';
export interface ComparisonLayout {
	width: number;
	height: number;
	panels: PlacedPanel[];
}

/** Days shown before and after day 0: half a year and a year. */
export const DAYS_SHOWN = { from: -180, to: 365 };
const COMMON = {
	days: [DAYS_SHOWN.from, DAYS_SHOWN.to],
	dayTicks: [-180, 0, 180, 365],
	least: 0,
	shareTicks: [0, 0.5, 1]
};
/** A scale of its own is at least so many days long. */
const FEWEST_DAYS = 14;
const [HEAD, PLOT, LANE, FOOT] = [44, 96, 22, 40];
const PANEL = HEAD + PLOT + 2 * LANE + FOOT;
const [AXIS, GAP, APART, OPEN] = [44, 28, 16, 14];

/** Geometry of the events one beside the other, each from its day 0, on the same scales or each on its own. */
export function comparisonLayout(
	panels: ComparisonPanel[],
	width: number,
	scales: ComparisonScales = 'common'
): ComparisonLayout {
	const columns = isNarrow(width) ? 1 : 2;
	const panelWidth = (width - GAP * (columns - 1)) / columns;
	const placed = panels.map((panel, index) =>
		placePanel(panel, scales === 'free' ? ownScales(panel) : COMMON, {
			x: px((index % columns) * (panelWidth + GAP)),
			y: Math.floor(index / columns) * PANEL,
			width: panelWidth
		})
	);
	return { width, height: Math.max(1, Math.ceil(panels.length / columns)) * PANEL, panels: placed };
}

/** From the first to the last day of a panel, day 0 among them, and shares from the tenth below the lowest to 100 %. */
function ownScales(panel: ComparisonPanel): typeof COMMON {
	const stays = panel.band ?? [];
	const days = [...panel.points, ...panel.departures, ...panel.incidents, ...stays]
		.filter(isShown)
		.map(({ day }) => day);
	const [from, last] = [Math.min(0, ...days), Math.max(0, ...days)];
	const to = Math.max(last, from + FEWEST_DAYS);
	const shares = [...panel.points.filter(isShown).map(lowest), ...stays.filter(isShown).map(({ lower }) => lower)];
	const least = Math.max(0, Math.floor(Math.min(0.9, ...shares) * 10) / 10);
	const ends = [from, ...(from < 0 ? [0] : []), to];
	return { days: [from, to], dayTicks: ends, least, shareTicks: [least, (least + 1) / 2, 1] };
}

/** The lowest a point reaches; one that says only how much at most reaches down to nothing. */
function lowest({ low, best, high }: ComparisonPoint): number {
	return low ?? best ?? (high === null ? 1 : 0);
}

function isShown({ day }: { day: number }): boolean {
	return day >= DAYS_SHOWN.from && day <= DAYS_SHOWN.to;
}

function placePanel(
	panel: ComparisonPanel,
	scales: typeof COMMON,
	box: { x: number; y: number; width: number }
): PlacedPanel {
	const plot = { left: AXIS, right: box.width - 12, top: HEAD, bottom: HEAD + PLOT };
	const day = linearScale([scales.days[0], scales.days[1]], [plot.left, plot.right]);
	const share = linearScale([scales.least, 1], [plot.bottom, plot.top]);
	const lanes = { departures: plot.bottom + LANE - 4, incidents: plot.bottom + 2 * LANE - 4 };
	return {
		panel,
		x: box.x,
		y: box.y,
		width: box.width,
		title: textLines(panel.title, box.width, 13 * BOLD, 1)[0] ?? '',
		zero: { x: px(day(0)), label: textLines(panel.zero, box.width, 12, 1)[0] ?? '' },
		points: panel.points.filter(isShown).map((point) => placePoint(point, px(day(point.day)), share, plot)),
		band: placeBand((panel.band ?? []).filter(isShown), day, share),
		departures: together(panel.departures.filter(isShown), day, lanes.departures),
		incidents: together(panel.incidents.filter(isShown), day, lanes.incidents),
		days: scales.dayTicks.map((value) => ({ at: px(day(value)), value })),
		shares: scales.shareTicks.map((value) => ({ at: px(share(value)), value })),
		plot,
		lanes
	};
}

function placeBand(
	stays: ComparisonStay[],
	day: (value: number) => number,
	share: (value: number) => number
): PlacedBand | null {
	if (stays.length < 2) return null;
	const path = (points: [number, number][]) => `M${points.map(([x, y]) => `${px(x)} ${px(y)}`).join('L')}`;
	const upper = stays.map((stay): [number, number] => [day(stay.day), share(stay.upper)]);
	const lower = stays.map((stay): [number, number] => [day(stay.day), share(stay.lower)]);
	return {
		area: `${path([...upper, ...lower.toReversed()])}Z`,
		line: path(stays.map((stay) => [day(stay.day), share(stay.share)])),
		stays: stays.map((stay) => ({ stay, x: px(day(stay.day)), y: px(share(stay.share)) }))
	};
}

/** A capped bar from low to high; an end that is not said is open and ends in an arrow. */
function placePoint(
	point: ComparisonPoint,
	x: number,
	share: (value: number) => number,
	plot: { top: number; bottom: number }
): PlacedPoint {
	const { low, best, high } = point;
	const at = (value: number) => px(share(Math.min(1, value)));
	const agreed = best ?? (low === high ? low : null);
	const dot = agreed === null ? null : at(agreed);
	if ((low === null && high === null) || low === high) return { point, x, bar: null, dot };
	const known = at(low ?? high ?? 0);
	const top = high === null ? Math.max(plot.top, known - OPEN) : at(high);
	const bottom = low === null ? Math.min(plot.bottom, known + OPEN) : at(low);
	return { point, x, dot, bar: { top, bottom, isOpenAbove: high === null, isOpenBelow: low === null } };
}

/** Moments closer together than a mark is wide become one. */
function together(moments: ComparisonMoment[], day: (value: number) => number, y: number): PlacedMoments[] {
	const groups: PlacedMoments[] = [];
	for (const moment of moments.toSorted((a, b) => a.day - b.day)) {
		const x = px(day(moment.day));
		const last = groups.at(-1);
		if (last && x - last.x < APART) last.moments.push(moment);
		else groups.push({ moments: [moment], x, y });
	}
	return groups;
}
