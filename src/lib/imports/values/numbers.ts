/** A number as it is written: its digits with the marks found in them. */
export interface NumberText {
	/** Digits and marks only, without sign, blanks, percent sign and exponent. */
	digits: string;
	isNegative: boolean;
	isPercent: boolean;
	exponent: number;
}

const SHAPE = /^([-+\u2212]?)(\(?)([\d.,'\u2019\u00a0\u202f ]{1,60})(?:e([-+]?\d{1,3}))?(\)?)\s?(%?)$/i;

/** Reads how a number is written; null where it is none. What the marks mean is decided by `numberOfText`. */
export function readNumberText(text: string): NumberText | null {
	const match = SHAPE.exec(text);
	if (!match) return null;
	const [, sign, open, body, exponent, close, percent] = match;
	if ((open === '(') !== (close === ')') || (open === '(' && sign !== '')) return null;
	const digits = body.replace(/[\u00a0\u202f ]$/, '').replace(/[\u00a0\u202f\u2019 ]/g, "'");
	if (!/^(?:\d.*\d|\d|[.,]\d+)$/.test(digits) || /[.,']{2}/.test(digits)) return null;
	return {
		digits,
		isNegative: sign === '-' || sign === '\u2212' || open === '(',
		isPercent: percent === '%',
		exponent: exponent ? Number(exponent) : 0
	};
}

/** What the marks of one number prove about its column: the decimal mark, nothing, or that both marks are possible. */
export type DecimalProof = '.' | ',' | 'none' | 'ambiguous' | 'invalid';

export function decimalProof(written: NumberText): DecimalProof {
	const { digits } = written;
	const marks = [...digits].filter((c) => c === '.' || c === ',');
	if (marks.length === 0) return isGrouped(digits, "'") ? 'none' : 'invalid';
	const last = marks[marks.length - 1] as '.' | ',';
	const other = last === '.' ? ',' : '.';
	if (marks.includes(other)) return isDecimal(digits, last) ? last : 'invalid';
	if (marks.length > 1) return isGrouped(digits, last) ? other : 'invalid';
	if (!isGrouped(digits, last)) return isDecimal(digits, last) ? last : 'invalid';
	return 'ambiguous';
}

/** Value of a number under its column's decimal mark, or null where the marks contradict it or it is too large. */
export function numberOfText(written: NumberText, decimalMark: '.' | ','): number | null {
	if (!isDecimal(written.digits, decimalMark)) return null;
	const plain = written.digits.replace(decimalMark === '.' ? /[,']/g : /[.']/g, '').replace(',', '.');
	const value = Number(`${plain}e${written.exponent}`) * (written.isNegative ? -1 : 1);
	if (!Number.isFinite(value) || Math.abs(value) > 1e15) return null;
	return value === 0 ? 0 : value;
}

/** Decimals written behind the mark: "8.4" has 1. */
export function decimalsOf(written: NumberText, decimalMark: '.' | ','): number {
	const at = written.digits.lastIndexOf(decimalMark);
	return at < 0 ? 0 : written.digits.length - at - 1;
}

/** True where the text is whole digits, grouped in threes or not at all, with at most one decimal part. */
function isDecimal(digits: string, mark: '.' | ','): boolean {
	const [whole, decimals, ...more] = digits.split(mark);
	if (more.length > 0 || (decimals !== undefined && !/^\d+$/.test(decimals))) return false;
	if (whole === '') return decimals !== undefined;
	return isGrouped(whole, mark === '.' ? ',' : '.') || isGrouped(whole, "'");
}

function isGrouped(digits: string, mark: string): boolean {
	const groups = digits.split(mark);
	if (groups.length === 1) return /^\d+$/.test(digits);
	return /^[1-9]\d{0,2}$/.test(groups[0]) && groups.slice(1).every((group) => /^\d{3}$/.test(group));
}
