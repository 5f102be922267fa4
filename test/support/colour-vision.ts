type Triple = [number, number, number];

/** Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB. */
const DEFICIENCIES: Record<string, Triple[]> = {
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998]
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881]
	],
	tritanopia: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039]
	]
};
export const VISIONS = ['typical', ...Object.keys(DEFICIENCIES)];

function linear(hex: string): Triple {
	const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
	return channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as Triple;
}

function luminance(hex: string): number {
	const [r, g, b] = linear(hex);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours '#rrggbb', from 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}

function seen(colour: Triple, vision: string): Triple {
	const matrix = DEFICIENCIES[vision];
	if (matrix === undefined) return colour;
	return matrix.map((row) =>
		Math.min(1, Math.max(0, row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2]))
	) as Triple;
}

/** OKLab (Ottosson, 2020). */
function perceived([r, g, b]: Triple): Triple {
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	return [
		0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
	];
}

/** How different two colours look to a kind of vision: distance in OKLab times 100; black and white are 100 apart. */
export function difference(a: string, b: string, vision: string): number {
	const [x, y] = [a, b].map((hex) => perceived(seen(linear(hex), vision)));
	return 100 * Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}
