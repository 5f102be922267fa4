import { linearScale } from '../linear-scale.ts';
import { isNarrow } from '../plot-width.ts';
import { px, shareTicks } from '../scales.ts';
import type { Tick } from '../scales.ts';
import { textLines } from '../text-fit.ts';
import type { FlowDatum } from './flow-layout.ts';

export interface FlowBar {
	label: { x: number; y: number; text: string };
	y: number;
	/** `outcome`: place among the outcomes, which gives the colour. */
	segments: { outcome: number; x: number; width: number }[];
}
export interface FlowBarsLayout {
	height: number;
	plot: { top: number; bottom: number };
	ticks: Tick<number>[];
	outcomes: string[];
	bars: FlowBar[];
	thickness: number;
}

const AXIS = 24;
const THICKNESS = 18;

/** The flow in its simpler form: one bar a role, split into the shares of its outcomes; hidden pairs are left out. */
export function flowBarsLayout(data: FlowDatum[], width: number, top = 0): FlowBarsLayout {
	const narrow = isNarrow(width);
	const [labelWidth, rowHeight] = narrow ? [width, 50] : [176, 32];
	const scale = linearScale([0, 1], narrow ? [2, width - 16] : [labelWidth + 16, width - 24]);
	const outcomes = outcomesOf(data);
	const plotTop = top + AXIS;
	const roles = [...new Set(data.map(({ role }) => role))];
	const bars = roles.map((role, index): FlowBar => {
		const rowTop = plotTop + index * rowHeight;
		const y = narrow ? rowTop + 24 : rowTop + 7;
		const label = { x: narrow ? 0 : labelWidth, y: narrow ? rowTop + 16 : rowTop + 21 };
		return {
			label: { ...label, text: textLines(role, labelWidth, 13, 1)[0] ?? '' },
			y,
			segments: segmentsOf(
				data.filter((datum) => datum.role === role),
				outcomes,
				scale
			)
		};
	});
	const plotBottom = plotTop + roles.length * rowHeight;
	const ticks = shareTicks(scale, narrow ? 2 : 5);
	return {
		height: plotBottom + 4,
		plot: { top: plotTop, bottom: plotBottom },
		ticks,
		outcomes,
		bars,
		thickness: THICKNESS
	};
}

/** Outcomes with people, in the order in which the ribbons name them. */
export function outcomesOf(data: FlowDatum[]): string[] {
	return [...new Set(data.filter(({ people }) => people !== null && people > 0).map(({ outcome }) => outcome))];
}

function segmentsOf(data: FlowDatum[], outcomes: string[], scale: (share: number) => number): FlowBar['segments'] {
	const total = data.reduce((sum, { people }) => sum + (people ?? 0), 0);
	const inOrder = data
		.filter((datum): datum is FlowDatum & { people: number } => datum.people !== null && datum.people > 0)
		.toSorted((a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome));
	let before = 0;
	return inOrder.map(({ outcome, people }) => {
		const [start, end] = [scale(before / total), scale((before + people) / total)];
		before += people;
		// A pixel between two parts tells them apart without their colours.
		return { outcome: outcomes.indexOf(outcome), x: px(start), width: px(Math.max(1, end - start - 1)) };
	});
}
