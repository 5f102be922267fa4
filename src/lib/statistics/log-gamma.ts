const G = 607 / 128;
const LANCZOS = [
	0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
	3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
	0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6
];

/**
 * Natural logarithm of the gamma function for x > 0, to about 1e-14.
 *
 * @see Lanczos (1964), SIAM J. Numer. Anal. B 1, 86; coefficients after P. Godfrey for g = 607/128
 * @example logGamma(5) is ln 24 = 3.1780538303479458
 */
export function logGamma(x: number): number {
	const sum = LANCZOS.reduce((total, coefficient, k) => (k === 0 ? coefficient : total + coefficient / (x + k)), 0);
	const base = x + G + 0.5;
	return (x + 0.5) * Math.log(base) - base + Math.log((2.5066282746310007 * sum) / x);
}
