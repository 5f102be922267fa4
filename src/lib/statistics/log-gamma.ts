const G = 607 / 128;
const LANCZOS = [
	0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174, -0.49191381609762019978,
	0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4, 0.15808870322491248884e-3,
	-0.21026444172410488319e-3, 0.2174396181152126432e-3, -0.16431810653676389022e-3, 0.84418223983852743293e-4,
	-0.2619083840158140867e-4, 0.36899182659531622704e-5
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
	return (x + 0.5) * Math.log(base) - base + Math.log((2.5066282746310005 * sum) / x);
}
