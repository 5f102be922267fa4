import type { Locale } from './messages/messages.ts';

/** The only place where numbers and dates become text. Every method is pure; `null` becomes an en dash. */
export interface Formatter {
	locale: Locale;
	/** Zone of the reader, for `instant`. */
	timeZone: string;
	/** 12,345 · 12 345 */
	number(value: number | null, decimals?: number): string;
	/** 12.0, 3.4: every decimal is written, so that numbers that stand together are told alike. */
	fixed(value: number | null, decimals: number): string;
	/** 12k, 1.2M, for axes */
	compact(value: number): string;
	/** Proportion 0 to 1 as per cent; decimals by the size of its denominator: none below 100, else one. */
	percent(share: number | null, denominator?: number): string;
	/** −6, 0, +6 */
	signed(value: number | null, decimals?: number): string;
	/** A civil date in full: 17 November 2022 */
	date(civil: string | null): string;
	/** A civil date for tight places: 17 Nov 2022 */
	shortDate(civil: string | null): string;
	/** 2022, 2022-11 or 2022-11-17, written as precisely as it is known */
	partialDate(partial: string | null): string;
	/** A civil date on an axis: 2022, Nov 2022 or 17 Nov */
	tickDate(civil: string, precision: 'year' | 'month' | 'day'): string;
	/** 'Mar' for '2024-03': where the year is told elsewhere. */
	shortMonth(month: string): string;
	dateRange(from: string, to: string): string;
	/** An instant in a named zone: 17 November 2022, 17:00 (New York Time) */
	dateTime(instant: string | number | Date, timeZone: string): string;
	/** An instant in the reader's zone. */
	instant(instant: string | number | Date): string;
	/** 38–52, or 1.0–2.4 with every decimal written */
	range(low: number | null, high: number | null, decimals?: number): string;
	/** 3,700 (2,900–5,000), the best value first; only what is known */
	estimate(low: number | null, best: number | null, high: number | null): string;
	/** 45% (44.5%–45.5%), from proportions; decimals as given */
	shareEstimate(low: number | null, best: number | null, high: number | null, decimals: number): string;
	/** 30%–47%, from proportions */
	interval(lower: number | null, upper: number | null, denominator?: number): string;
	/** "a, b and c" */
	list(items: string[]): string;
}

const UNKNOWN = '–';
const INTL_LOCALE: Record<Locale, string> = { en: 'en-GB', fr: 'fr-FR' };
const PARTS: Intl.DateTimeFormatOptions[] = [
	{ year: 'numeric' },
	{ year: 'numeric', month: 'long' },
	{ year: 'numeric', month: 'long', day: 'numeric' }
];

/** French wants the narrow no-break space; browsers and Node differ in which space `Intl` gives. */
function tidy(text: string): string {
	return text
		.replace(/[\u00a0\u202f]| (?=:)/g, '\u202f')
		.replace(/\u2009/g, ' ')
		.replace(/(?<=\d) – (?=\d+ \p{L}+ \d{4}$)/u, '–')
		.replace(/-(?=\d)/g, '−');
}

const FRENCH_MONTHS = 'janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc';
const FIRST_DAY = new RegExp(`(?<!\\d)1(?=(?:–\\d+)? (?:${FRENCH_MONTHS}))`, 'g');

/** French counts the first day of a month: "1er novembre". `Intl` does not. */
function tidyDate(text: string): string {
	return tidy(text).replace(FIRST_DAY, '1er');
}

function utcDate(civil: string): Date {
	const [year, month = 1, day = 1] = civil.split('-').map(Number);
	return new Date(Date.UTC(year, month - 1, day));
}

function decimalsOf(denominator: number | undefined): number {
	return denominator === undefined || denominator < 100 ? 0 : 1;
}

/** Makes each thing once for the same arguments: a format of Intl takes longer to make than to write a hundred numbers. */
function kept<Made, Options extends object>(
	make: (locale?: Intl.LocalesArgument, options?: Options) => Made
): (locale?: Intl.LocalesArgument, options?: Options) => Made {
	const made = new Map<string, Made>();
	return (locale, options) => {
		const key = typeof locale === 'string' && !options ? locale : JSON.stringify([locale, options]);
		const found = made.get(key) ?? make(locale, options);
		made.set(key, found);
		return found;
	};
}

const MOST_REMEMBERED = 5000;

/** Writes each value once: a page tells the same day and the same count many times. It forgets all when it holds many. */
function remembered<Value>(write: (value: Value) => string): (value: Value) => string {
	const texts = new Map<Value, string>();
	return (value) => {
		// A map takes −0 for 0; it is written otherwise.
		if (Object.is(value, -0)) return write(value);
		const known = texts.get(value);
		if (known !== undefined) return known;
		if (texts.size >= MOST_REMEMBERED) texts.clear();
		const text = write(value);
		texts.set(value, text);
		return text;
	};
}

/** The formats of Intl, each made once a process; none holds anything of a reader. */
export const intlFormats = {
	getDateTimeFormat: kept((locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)),
	getNumberFormat: kept((locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)),
	getPluralRules: kept((locale, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options))
};

function numberMethods(locale: string) {
	const written = (options: Intl.NumberFormatOptions) => {
		const format = intlFormats.getNumberFormat(locale, options);
		return remembered((value: number) => tidy(format.format(value)));
	};
	const byDigits = (options: (digits: number) => Intl.NumberFormatOptions) => {
		const known: ((value: number) => string)[] = [];
		return (digits: number) => (known[digits] ??= written(options(digits)));
	};
	const plain = byDigits((digits) => ({ maximumFractionDigits: digits }));
	const whole = byDigits((digits) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits }));
	const withSign = byDigits((digits) => ({ signDisplay: 'exceptZero', maximumFractionDigits: digits }));
	const share = byDigits((digits) => ({ style: 'percent', maximumFractionDigits: digits }));
	const percentOf = byDigits((digits) => ({
		style: 'percent',
		minimumFractionDigits: digits,
		maximumFractionDigits: digits
	}));
	const short = written({ maximumSignificantDigits: 3 });
	const number = (value: number | null, decimals = 0): string => (value === null ? UNKNOWN : plain(decimals)(value));
	const fixed = (value: number | null, decimals: number): string => (value === null ? UNKNOWN : whole(decimals)(value));
	const percent = (share: number | null, denominator?: number): string =>
		share === null ? UNKNOWN : percentOf(share === 0 || share === 1 ? 0 : decimalsOf(denominator))(share);
	const range = (low: number | null, high: number | null, decimals = 0): string =>
		low === high ? fixed(low, decimals) : `${fixed(low, decimals)}–${fixed(high, decimals)}`;
	return {
		number,
		fixed,
		percent,
		range,
		// Not `notation: 'compact'`: engines disagree whether it is 2k or 2K.
		compact(value: number): string {
			const [unit, letter] = Math.abs(value) < 1000 ? [1, ''] : Math.abs(value) < 1e6 ? [1000, 'k'] : [1e6, 'M'];
			const digits = short(value / unit);
			return letter !== '' && locale.startsWith('fr') ? `${digits}\u202f${letter}` : `${digits}${letter}`;
		},
		signed: (value: number | null, decimals = 0): string => (value === null ? UNKNOWN : withSign(decimals)(value)),
		estimate(low: number | null, best: number | null, high: number | null): string {
			const known = low !== null && high !== null && low !== high ? range(low, high) : null;
			if (best === null) return known ?? number(low ?? high);
			return known === null ? number(best) : `${number(best)} (${known})`;
		},
		shareEstimate(low: number | null, best: number | null, high: number | null, decimals: number): string {
			const told = (value: number | null) => (value === null ? UNKNOWN : share(decimals)(value));
			const known = low !== null && high !== null && low !== high ? `${told(low)}–${told(high)}` : null;
			if (best === null) return known ?? told(low ?? high);
			return known === null ? told(best) : `${told(best)} (${known})`;
		},
		interval: (lower: number | null, upper: number | null, denominator?: number): string =>
			lower === null && upper === null ? UNKNOWN : `${percent(lower, denominator)}–${percent(upper, denominator)}`
	};
}

function dateMethods(locale: string) {
	const utc = (options: Intl.DateTimeFormatOptions) => {
		const format = intlFormats.getDateTimeFormat(locale, { ...options, timeZone: 'UTC' });
		return remembered((civil: string) => tidyDate(format.format(utcDate(civil))));
	};
	const whole = intlFormats.getDateTimeFormat(locale, { ...PARTS[2], timeZone: 'UTC' });
	const parts = PARTS.map(utc);
	const short = utc({ year: 'numeric', month: 'short', day: 'numeric' });
	const month = utc({ month: 'short' });
	const tick = {
		year: parts[0],
		month: utc({ year: 'numeric', month: 'short' }),
		day: utc({ month: 'short', day: 'numeric' })
	};
	return {
		tickDate: (civil: string, precision: 'year' | 'month' | 'day'): string => tick[precision](civil),
		date: (civil: string | null): string => (civil === null ? UNKNOWN : parts[2](civil)),
		shortDate: (civil: string | null): string => (civil === null ? UNKNOWN : short(civil)),
		partialDate: (partial: string | null): string =>
			partial === null || partial === '' ? UNKNOWN : parts[partial.split('-').length - 1](partial),
		shortMonth: month,
		dateRange: (from: string, to: string): string => tidyDate(whole.formatRange(utcDate(from), utcDate(to)))
	};
}

function dateTime(locale: string, instant: string | number | Date, timeZone: string): string {
	const at = new Date(instant);
	const written = (options: Intl.DateTimeFormatOptions) =>
		intlFormats.getDateTimeFormat(locale, { ...options, timeZone });
	const day = written(PARTS[2]).format(at);
	const time = written({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
	const zoned = written({ timeZoneName: 'shortGeneric' }).formatToParts(at);
	const zone = zoned.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
	return tidyDate(`${day}, ${time.format(at)} (${/^(?:Etc\/)?UTC$/.test(timeZone) ? 'UTC' : zone})`);
}

function methodsOf(intl: string) {
	const items = new Intl.ListFormat(intl, { style: 'long', type: 'conjunction' });
	return { items, ...numberMethods(intl), ...dateMethods(intl) };
}

const METHODS: Partial<Record<Locale, ReturnType<typeof methodsOf>>> = {};

/** Texts of one reader: a locale, and the zone in which instants are told unless another is named. */
export function formatter(locale: Locale, timeZone = 'UTC'): Formatter {
	const intl = INTL_LOCALE[locale];
	const { items, ...methods } = (METHODS[locale] ??= methodsOf(intl));
	return {
		locale,
		timeZone,
		...methods,
		dateTime: (instant, zone) => dateTime(intl, instant, zone),
		instant: (instant) => dateTime(intl, instant, timeZone),
		list: (texts) => items.format(texts)
	};
}
