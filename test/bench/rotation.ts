/** One contestant of a comparison: does the work once and says how many milliseconds of it count. */
export interface Contestant {
	name: string;
	run(): Promise<number>;
}

export interface Spread {
	minimum: number;
	median: number;
	maximum: number;
}

export interface Comparison {
	title: string;
	rounds: number;
	/** Milliseconds by contestant; the first is ours, the others are peers. */
	times: { name: string; spread: Spread }[];
	/** Our time divided by the peer's in the same round. */
	ratios: { name: string; spread: Spread }[];
	/** Where an anchor is named, the time of each contestant divided by the anchor's in the same round. */
	anchored?: { anchor: string; ratios: { name: string; spread: Spread }[] };
	note: string;
}

/**
 * Runs all contestants once in each round, ours first in odd rounds and last in even ones, so that a machine that
 * becomes slower hits them alike; the ratio is taken inside each round.
 */
export async function compare(
	title: string,
	rounds: number,
	contestants: Contestant[],
	note: () => string = () => '',
	anchor?: string
): Promise<Comparison> {
	const times = contestants.map((): number[] => []);
	for (let round = 0; round < rounds; round++) {
		const order = contestants.map((_, index) => index);
		if (round % 2 === 1) order.reverse();
		for (const index of order) times[index].push(await contestants[index].run());
	}
	const base = contestants.findIndex(({ name }) => name === anchor);
	const ratiosTo = (index: number) => times.map((own) => spread(own.map((time, round) => time / times[index][round])));
	return {
		title,
		rounds,
		...(anchor !== undefined && {
			anchored: { anchor, ratios: ratiosTo(base).map((of, i) => ({ name: contestants[i].name, spread: of })) }
		}),
		times: contestants.map(({ name }, index) => ({ name, spread: spread(times[index]) })),
		ratios: contestants.slice(1).map(({ name }, index) => ({
			name,
			spread: spread(times[0].map((own, round) => own / times[index + 1][round]))
		})),
		note: note()
	};
}

/** Smallest, median (mean of the middle two) and largest of at least one number. */
export function spread(values: number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return {
		minimum: sorted[0],
		median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2,
		maximum: sorted[sorted.length - 1]
	};
}

/** Milliseconds that `work` takes. */
export async function milliseconds(work: () => unknown): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

export function printComparison({ title, rounds, times, ratios, anchored, note }: Comparison): void {
	console.log(`\n${title}  (${rounds} rounds${note && `; ${note}`})`);
	const line = (name: string, { minimum, median, maximum }: Spread, digits: number, unit: string) =>
		console.log(
			`  ${name.padEnd(46)}${[minimum, median, maximum].map((value) => value.toFixed(digits).padStart(11)).join('')} ${unit}`
		);
	console.log(`  ${''.padEnd(46)}${['minimum', 'median', 'maximum'].map((word) => word.padStart(11)).join('')}`);
	for (const { name, spread } of times) line(name, spread, 1, 'ms');
	if (anchored) for (const { name, spread } of anchored.ratios) line(name, spread, 2, `x ${anchored.anchor}`);
	else for (const { name, spread } of ratios) line(`ratio to ${name}`, spread, 2, 'x');
}

/** The same comparisons for so many rows. */
export interface Rung {
	rows: number;
	results: Comparison[];
}

/** How the median of each contestant grew from one size to the next. */
export function printGrowth(from: Rung, to: Rung): void {
	console.log(`\nGrowth of the medians from ${from.rows} to ${to.rows} rows (${(to.rows / from.rows).toFixed(1)} x)`);
	to.results.forEach(({ title, times }, index) => {
		console.log(`  ${title}`);
		times.forEach(({ name, spread: later }, at) => {
			const before = from.results[index].times[at].spread.median;
			const line = `${before.toFixed(1).padStart(11)} ms ${later.median.toFixed(1).padStart(11)} ms`;
			console.log(`    ${name.padEnd(44)}${line} ${(later.median / before).toFixed(2).padStart(8)} x`);
		});
	});
}
