/** Probabilities of leavers by steps of `step` people, with their mean and variance in people. */
export interface LeaverMass {
	/** Probability of k * step leavers at index k; steps of more than one person share each count between two. */
	mass: Float64Array;
	mean: number;
	variance: number;
}

// Log density below its peak beyond which nothing is left to add.
const TAIL = 32;
// Binomial probability, as a share of the largest, below which the rest is left out.
const LEAST = { exact: 1e-15, stepped: 1e-11 };
// Steps of the integral, in standard deviations of what is integrated: right to 1e-11 of the whole person by person, and
// to 1e-6 where people are counted by steps.
export const RESOLUTION = { exact: 0.85, stepped: 1.15 };
export const WIDEST_STEP = 0.5;
// Log-odds are 3 sinh(t): even steps about one half, wider ones in the tails.
const STRETCH = 3;

/** The grid of one segment: log-odds, and at each the probabilities of leavers among its people. */
interface Grid {
	logOdds: Float64Array;
	/** Width of the part of the integral that a point stands for, up to a factor. */
	widths: Float64Array;
	/** First index of the probabilities of a point, and where they stand in `values`; one more entry marks the end. */
	from: Int32Array;
	starts: Int32Array;
	values: Float64Array;
	length: number;
}

/**
 * Beta-binomial leavers whose log-odds to leave are shifted: by a shock that hits everybody, or by an assumption.
 *
 * The probability to leave is Beta(a, b); its log-odds x move to x + shift. The integral over x is a trapezoidal sum,
 * which for such smooth functions is as good as exact. The binomial probabilities do not depend on the shift and are
 * worked out once. For large groups the leavers are counted in steps of several people, keeping the mean exact.
 *
 * @param people >= 0
 * @param shape of the Beta distribution, a > 0 and b > 0
 * @param options.step people a step, >= 1; options.reach the largest shift either way that will be asked for
 * @returns the leavers for a shift
 * @see METHODS 3.6, 8; Skellam (1948), JRSS B 10, 257-261
 * @example 2 people, a = b = 1, no shift: 1/3, 1/3, 1/3
 */
export function shiftedLeavers(
	people: number,
	{ a, b }: { a: number; b: number },
	{ step = 1, reach = 0 }: { step?: number; reach?: number } = {}
): (shift: number) => LeaverMass {
	const peak = Math.log(a / b);
	const logDensity = (x: number) => a * x - (a + b) * softplus(x);
	const highest = logDensity(peak);
	const [below, above] = [-1, 1].map((side) => distanceOfTail({ a, b }, (d) => highest - logDensity(peak + side * d)));
	const bounds = { low: peak - below, high: peak + above };
	const grid = gridOf(people, step, a + b, { low: bounds.low - reach, high: bounds.high + reach });
	return (shift) => {
		let first = 0;
		while (grid.logOdds[first] < bounds.low + shift) first++;
		const mass = new Float64Array(grid.length);
		let [total, mean, square] = [0, 0, 0];
		for (let point = first; point < grid.logOdds.length; point++) {
			const x = grid.logOdds[point] - shift;
			if (x > bounds.high) break;
			const weight = Math.exp(logDensity(x) - highest) * grid.widths[point];
			const share = 1 / (1 + Math.exp(-grid.logOdds[point]));
			total += weight;
			mean += weight * share;
			square += weight * share * share;
			const from = grid.from[point] - grid.starts[point];
			for (let at = grid.starts[point]; at < grid.starts[point + 1]; at++) mass[from + at] += weight * grid.values[at];
		}
		for (let index = 0; index < mass.length; index++) mass[index] /= total;
		[mean, square] = [mean / total, square / total];
		return {
			mass,
			mean: people * mean,
			variance: people * (mean - square) + people * people * Math.max(0, square - mean * mean)
		};
	};
}

/** How far from its peak a log density has fallen beyond what counts. */
export function distanceOfTail({ a, b }: { a: number; b: number }, drop: (distance: number) => number): number {
	// Four standard deviations of a normal curve as high and as sharp are too few.
	let distance = 4 * Math.sqrt(1 / a + 1 / b);
	while (drop(distance) < TAIL) distance *= 1.1;
	return distance;
}

function gridOf(people: number, step: number, weight: number, { low, high }: { low: number; high: number }): Grid {
	const resolution = step === 1 ? RESOLUTION.exact : RESOLUTION.stepped;
	const width = Math.min(WIDEST_STEP, (2 * resolution) / Math.sqrt(people + weight)) / STRETCH;
	const [first, last] = [Math.asinh(low / STRETCH), Math.asinh(high / STRETCH)];
	const count = Math.ceil((last - first) / width) + 1;
	const times = Float64Array.from({ length: count }, (_, index) => first + index * width);
	const logOdds = times.map((t) => STRETCH * Math.sinh(t));
	const length = step === 1 ? people + 1 : Math.floor(people / step) + 2;
	const [from, starts] = [new Int32Array(count), new Int32Array(count + 1)];
	const values: number[] = [];
	const line = new Float64Array(length + 1);
	for (let point = 0; point < count; point++) {
		const { lowest, highest, total } = addBinomial(line, people, logOdds[point], step);
		from[point] = lowest;
		for (let index = lowest; index <= highest; index++) values.push(line[index] / total);
		line.fill(0, lowest, highest + 1);
		starts[point + 1] = values.length;
	}
	return { logOdds, widths: times.map(Math.cosh), from, starts, values: Float64Array.from(values), length };
}

/**
 * Binomial probabilities about their peak up to a factor, shared between the steps on either side; which steps they are,
 * and what they add up to.
 */
export function addBinomial(line: Float64Array, people: number, logOdds: number, step: number) {
	const odds = Math.exp(logOdds);
	const peak = Math.min(people, Math.floor((people + 1) / (1 + 1 / odds)));
	const least = step === 1 ? LEAST.exact : LEAST.stepped;
	const start = { peak, index: Math.floor(peak / step), within: peak % step, step, least };
	line[start.index] += 1 - start.within / step;
	line[start.index + 1] += start.within / step;
	const up = addUpward(line, people, odds, start);
	const down = addDownward(line, people, odds, start);
	return {
		lowest: Math.floor(down.last / step),
		highest: Math.ceil(up.last / step),
		total: 1 + up.sum + down.sum
	};
}

/** A count, the step below it and how far beyond that step it is. */
interface Start {
	peak: number;
	index: number;
	within: number;
	step: number;
	/** Probability below which the rest is left out. */
	least: number;
}

function addUpward(line: Float64Array, people: number, odds: number, { peak, index, within, step, least }: Start) {
	let probability = 1;
	let sum = 0;
	let count = peak;
	for (; count < people; count++) {
		probability *= ((people - count) * odds) / (count + 1);
		if (probability < least) break;
		if (++within === step) {
			within = 0;
			index++;
		}
		const beyond = (probability * within) / step;
		line[index] += probability - beyond;
		line[index + 1] += beyond;
		sum += probability;
	}
	return { last: count, sum };
}

function addDownward(line: Float64Array, people: number, odds: number, { peak, index, within, step, least }: Start) {
	let probability = 1;
	let sum = 0;
	let count = peak;
	for (; count > 0; count--) {
		probability *= count / ((people - count + 1) * odds);
		if (probability < least) break;
		if (--within < 0) {
			within = step - 1;
			index--;
		}
		const beyond = (probability * within) / step;
		line[index] += probability - beyond;
		line[index + 1] += beyond;
		sum += probability;
	}
	return { last: count, sum };
}

/** Probabilities of single counts as those of steps; each count is shared between the steps on either side. */
export function byStep(mass: Float64Array, step: number): Float64Array {
	if (step === 1) return mass;
	const steps = new Float64Array(Math.floor((mass.length - 1) / step) + 2);
	for (let count = 0, index = 0, within = 0; count < mass.length; count++, within++) {
		if (within === step) [within, index] = [0, index + 1];
		const beyond = (mass[count] * within) / step;
		steps[index] += mass[count] - beyond;
		steps[index + 1] += beyond;
	}
	return steps;
}

/** ln(1 + exp(x)). */
export function softplus(x: number): number {
	return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}
