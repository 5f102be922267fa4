import { nice, ticks } from 'd3-array';

/** Numbers on a line. A part of `scaleLinear` of d3-scale, which would bring colours and number formats to readers. */
export interface LinearScale {
	(value: number): number;
	domain(): [number, number];
	invert(position: number): number;
	/** About `count` round values inside the domain. */
	ticks(count: number): number[];
	/** The same line with its domain widened to round values. */
	nice(count: number): LinearScale;
}

export function linearScale([from, to]: [number, number], [start, end]: [number, number]): LinearScale {
	const scale = (value: number) => {
		const part = (value - from) / (to - from);
		return start * (1 - part) + end * part;
	};
	return Object.assign(scale, {
		domain: (): [number, number] => [from, to],
		invert: (position: number) => {
			const part = (position - start) / (end - start);
			return from * (1 - part) + to * part;
		},
		ticks: (count: number) => ticks(from, to, count),
		nice: (count: number) => linearScale(nice(from, to, count), [start, end])
	});
}
