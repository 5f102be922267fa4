import type { CellFormat } from './cell-formats.ts';

export type DateSystem = '1900' | '1904';

const DAY_SECONDS = 86_400;
// 9999-12-31, the last day a spreadsheet knows.
const LAST_DAY = { '1900': 2_958_465, '1904': 2_957_003 };

/** The text of a stored number under its cell's format: a day as YYYY-MM-DD, all else in plain digits. */
export function numberCellText(stored: string, format: CellFormat, system: DateSystem): string {
	if (format.kind === 'date') return dayText(Number(stored), system) ?? plainNumber(stored);
	if (format.kind === 'zeros' && /^\d{1,15}$/.test(stored)) return stored.padStart(format.width, '0');
	return plainNumber(stored);
}

/**
 * A stored number without exponent. Fractions have the 15 digits a spreadsheet shows; whole numbers keep all theirs.
 * 5.0000000000000003E-2 is 0.05.
 */
export function plainNumber(stored: string): string {
	if (/^-?\d{1,15}$/.test(stored)) return stored;
	const value = Number(stored);
	if (stored === '' || !Number.isFinite(value)) return stored;
	if (/^-?\d+$/.test(stored)) return stored;
	return withoutExponent(String(Number(value.toPrecision(15))));
}

function withoutExponent(text: string): string {
	const [digits, power] = text.split('e');
	if (power === undefined) return text;
	const sign = digits.startsWith('-') ? '-' : '';
	const [whole, fraction = ''] = digits.slice(sign.length).split('.');
	const exponent = Number(power);
	if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${whole}${fraction}`;
	return sign + (whole + fraction).padEnd(exponent + 1, '0');
}

/**
 * The civil day, with its time where it has one, of a spreadsheet's day number; null where there is none. In the 1900
 * system day 60 is 29 February 1900, which never was: it is given as written and found impossible further on.
 */
export function dayText(serial: number, system: DateSystem): string | null {
	if (!(serial >= 0 && serial < LAST_DAY[system] + 1)) return null;
	const seconds = Math.round(serial * DAY_SECONDS);
	const day = Math.floor(seconds / DAY_SECONDS);
	const time = timeText(seconds % DAY_SECONDS);
	// A time of day, or in the 1900 system the day before the first.
	if (day === 0 && (time !== null || system === '1900')) return time;
	const date = system === '1900' && day === 60 ? '1900-02-29' : isoDay(day, system);
	return time === null ? date : `${date} ${time}`;
}

function isoDay(day: number, system: DateSystem): string {
	// Days since 1970-01-01 of day 0; before day 60 the 1900 system is one day behind.
	const epoch = system === '1904' ? -24_107 : day < 60 ? -25_568 : -25_569;
	return new Date((epoch + day) * DAY_SECONDS * 1000).toISOString().slice(0, 10);
}

function timeText(seconds: number): string | null {
	if (seconds === 0) return null;
	const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
