import type { CoxCases } from './cox-likelihood.ts';

export interface CoxData {
	/** At risk at t where entry < t <= time; from the beginning where absent. */
	entry?: ArrayLike<number>;
	time: ArrayLike<number>;
	/** 1: the event at `time`; 0: censored. */
	hasEvent: ArrayLike<number>;
	/** One value a case; NaN where not known. */
	covariates: readonly { name: string; values: ArrayLike<number> }[];
}

export interface ArrangedCases extends CoxCases {
	/** Index into the data of each case. */
	source: Uint32Array;
	/** What the values of each covariate were divided by after centring. */
	scale: Float64Array;
	/** Cases left out because a covariate is not known, or because they are never at risk. */
	dropped: number;
}

/**
 * The cases of a Cox model in the order in which the likelihood adds them up; covariates centred on their mean and
 * divided by their largest distance from it, which changes no estimate but its digits.
 *
 * @see METHODS 5.5: complete cases only, with the number dropped
 */
export function coxCases({ entry, time, hasEvent, covariates }: CoxData): ArrangedCases {
	const isUsed = (index: number) =>
		(!entry || entry[index] < time[index]) && covariates.every(({ values }) => Number.isFinite(values[index]));
	const kept = Array.from({ length: time.length }, (_, index) => index).filter(isUsed);
	const source = Uint32Array.from(kept).sort((a, b) => time[b] - time[a]);
	const entries = entry ? Float64Array.from(source, (index) => entry[index]) : null;
	const byEntry = Uint32Array.from(entries ?? [], (_, index) => index).sort((a, b) => entries![b] - entries![a]);
	const width = covariates.length;
	const values = new Float64Array(source.length * width);
	const scale = new Float64Array(width);
	covariates.forEach((covariate, j) => {
		const own = Float64Array.from(source, (index) => covariate.values[index]);
		const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
		scale[j] = own.reduce((largest, value) => Math.max(largest, Math.abs(value - mean)), 0) || 1;
		own.forEach((value, index) => (values[index * width + j] = (value - mean) / scale[j]));
	});
	return {
		source,
		scale,
		dropped: time.length - source.length,
		time: Float64Array.from(source, (index) => time[index]),
		byEntry,
		entry: entries,
		hasEvent: Uint8Array.from(source, (index) => hasEvent[index]),
		values,
		covariates: width
	};
}
