/** Cases of a Cox model in the order of falling time; times may be any numbers. */
export interface CoxCases {
	time: Float64Array;
	/** Cases in the order of falling entry; none where all are at risk from the beginning. */
	byEntry: Uint32Array;
	entry: Float64Array | null;
	hasEvent: Uint8Array;
	/** Values of covariate j of case i at [i * covariates + j], centred. */
	values: Float64Array;
	covariates: number;
}

/** Log partial likelihood with its slope and (negative) curvature, row by row. */
export interface CoxLikelihood {
	logLikelihood: number;
	score: Float64Array;
	information: Float64Array;
}

/** What is summed over cases: exp(x b), x exp(x b), x x' exp(x b). */
interface Weighted {
	weight: number;
	first: Float64Array;
	second: Float64Array;
}

/** One event time: who has the event, and the weighted means the model compares them with. */
export interface CoxEventTime {
	/** Indices of the cases with the event. */
	events: number[];
	/** Means of the covariates at each of the tied events in turn. */
	means: Float64Array[];
}

/**
 * Log partial likelihood of a Cox model at given coefficients, ties by Efron's method, late entry by the risk sets.
 *
 * @param onEventTime called for each event time, the latest first
 * @see METHODS 5.5; Efron (1977), JASA 72, 557-565; Therneau & Grambsch (2000), Modeling Survival Data, 3.3
 */
export function coxLikelihood(
	cases: CoxCases,
	coefficients: ArrayLike<number>,
	onEventTime?: (at: CoxEventTime) => void
): CoxLikelihood {
	const { time, byEntry, entry, hasEvent, covariates } = cases;
	const result = {
		logLikelihood: 0,
		score: new Float64Array(covariates),
		information: new Float64Array(covariates * covariates)
	};
	const linear = linearPredictor(cases, coefficients);
	const atRisk = emptySums(covariates);
	let [next, left] = [0, 0];
	while (next < time.length) {
		const t = time[next];
		const ended = emptySums(covariates);
		const events: number[] = [];
		for (; next < time.length && time[next] === t; next++) {
			addCase(atRisk, cases, next, Math.exp(linear[next]));
			if (hasEvent[next] === 0) continue;
			addCase(ended, cases, next, Math.exp(linear[next]));
			events.push(next);
		}
		if (events.length === 0) continue;
		for (; entry && left < byEntry.length && entry[byEntry[left]] >= t; left++)
			addCase(atRisk, cases, byEntry[left], -Math.exp(linear[byEntry[left]]));
		const means = addEventTime(result, atRisk, ended, events.length);
		for (const index of events) {
			result.logLikelihood += linear[index];
			for (let j = 0; j < covariates; j++) result.score[j] += cases.values[index * covariates + j];
		}
		onEventTime?.({ events, means });
	}
	return result;
}

function linearPredictor({ time, values, covariates }: CoxCases, coefficients: ArrayLike<number>): Float64Array {
	return Float64Array.from(time, (_, index) => {
		let sum = 0;
		for (let j = 0; j < covariates; j++) sum += values[index * covariates + j] * coefficients[j];
		return sum;
	});
}

function emptySums(covariates: number): Weighted {
	return { weight: 0, first: new Float64Array(covariates), second: new Float64Array(covariates * covariates) };
}

function addCase(sums: Weighted, { values, covariates }: CoxCases, index: number, weight: number): void {
	const start = index * covariates;
	sums.weight += weight;
	for (let j = 0; j < covariates; j++) {
		const weighted = weight * values[start + j];
		sums.first[j] += weighted;
		for (let k = 0; k <= j; k++) sums.second[j * covariates + k] += weighted * values[start + k];
	}
}

/** Each of the tied events in turn sees the risk set with an equal part of the ties gone. */
function addEventTime(result: CoxLikelihood, atRisk: Weighted, ended: Weighted, ties: number): Float64Array[] {
	const covariates = result.score.length;
	return Array.from({ length: ties }, (_, before) => {
		const gone = before / ties;
		const weight = atRisk.weight - gone * ended.weight;
		const mean = atRisk.first.map((sum, j) => (sum - gone * ended.first[j]) / weight);
		result.logLikelihood -= Math.log(weight);
		for (let j = 0; j < covariates; j++) {
			result.score[j] -= mean[j];
			for (let k = 0; k <= j; k++) {
				const at = j * covariates + k;
				const information = (atRisk.second[at] - gone * ended.second[at]) / weight - mean[j] * mean[k];
				result.information[at] += information;
				if (k !== j) result.information[k * covariates + j] += information;
			}
		}
		return mean;
	});
}
