import type { Locale } from './messages/messages.ts';

/** The only place where numbers and dates become text. Every method is pure; `null` becomes an en dash. */
export interface Formatter {
	locale: Locale;
	/** Zone of the reader, for `instant`. */
	timeZone: string;
	/** 12,345 · 12 345 */
	number(value: number | null, decimals?: number): string;
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
	/** 38–52 */
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
function kept<Arguments extends unknown[], Made>(make: (...given: Arguments) => Made): (...given: Arguments) => Made {
	const made = new Map<string, Made>();
	return (...given) => {
		const key = JSON.stringify(given);
		const found = made.get(key) ?? make(...given);
		made.set(key, found);
		return found;
	};
}

/** The formats of Intl, each made once a process; none holds anything of a reader. */
export const intlFormats = {
	getDateTimeFormat: kept(
		(...given: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...given)
	),
	getNumberFormat: kept((...given: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...given)),
	getPluralRules: kept((...given: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...given))
};

function numberMethods(locale: string) {
	const formats = (options: Intl.NumberFormatOptions) => intlFormats.getNumberFormat(locale, options);
	const number = (value: number | null, decimals = 0): string =>
		value === null ? UNKNOWN : tidy(formats({ maximumFractionDigits: decimals }).format(value));
	const percent = (share: number | null, denominator?: number): string => {
		if (share === null) return UNKNOWN;
		const digits = share === 0 || share === 1 ? 0 : decimalsOf(denominator);
		const options = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
		return tidy(formats(options).format(share));
	};
	const range = (low: number | null, high: number | null, decimals = 0): string =>
		low === high ? number(low, decimals) : `${number(low, decimals)}–${number(high, decimals)}`;
	return {
		number,
		percent,
		range,
		// Not `notation: 'compact'`: engines disagree whether it is 2k or 2K.
		compact(value: number): string {
			const [unit, letter] = Math.abs(value) < 1000 ? [1, ''] : Math.abs(value) < 1e6 ? [1000, 'k'] : [1e6, 'M'];
			const digits = tidy(formats({ maximumSignificantDigits: 3 }).format(value / unit));
			return letter !== '' && locale.startsWith('fr') ? `${digits}\u202f${letter}` : `${digits}${letter}`;
		},
		signed: (value: number | null, decimals = 0): string =>
			value === null
				? UNKNOWN
				: tidy(formats({ signDisplay: 'exceptZero', maximumFractionDigits: decimals }).format(value)),
		estimate(low: number | null, best: number | null, high: number | null): string {
			const known = low !== null && high !== null && low !== high ? range(low, high) : null;
			if (best === null) return known ?? number(low ?? high);
			return known === null ? number(best) : `${number(best)} (${known})`;
		},
		shareEstimate(low: number | null, best: number | null, high: number | null, decimals: number): string {
			const share = (value: number | null) =>
				value === null ? UNKNOWN : tidy(formats({ style: 'percent', maximumFractionDigits: decimals }).format(value));
			const known = low !== null && high !== null && low !== high ? `${share(low)}–${share(high)}` : null;
			if (best === null) return known ?? share(low ?? high);
			return known === null ? share(best) : `${share(best)} (${known})`;
		},
		interval: (lower: number | null, upper: number | null, denominator?: number): string =>
			lower === null && upper === null ? UNKNOWN : `${percent(lower, denominator)}–${percent(upper, denominator)}`
	};
}

function dateMethods(locale: string) {
	const utc = (options: Intl.DateTimeFormatOptions) =>
		intlFormats.getDateTimeFormat(locale, { ...options, timeZone: 'UTC' });
	const full = utc(PARTS[2]);
	const short = utc({ year: 'numeric', month: 'short', day: 'numeric' });
	const tick = {
		year: utc(PARTS[0]),
		month: utc({ year: 'numeric', month: 'short' }),
		day: utc({ month: 'short', day: 'numeric' })
	};
	return {
		tickDate: (civil: string, precision: 'year' | 'month' | 'day'): string =>
			tidyDate(tick[precision].format(utcDate(civil))),
		date: (civil: string | null): string => (civil === null ? UNKNOWN : tidyDate(full.format(utcDate(civil)))),
		shortDate: (civil: string | null): string => (civil === null ? UNKNOWN : tidyDate(short.format(utcDate(civil)))),
		partialDate: (partial: string | null): string =>
			partial === null || partial === ''
				? UNKNOWN
				: tidyDate(utc(PARTS[partial.split('-').length - 1]).format(utcDate(partial))),
		shortMonth: (month: string): string => tidyDate(utc({ month: 'short' }).format(utcDate(month))),
		dateRange: (from: string, to: string): string => tidyDate(full.formatRange(utcDate(from), utcDate(to)))
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

/** Texts of one reader: a locale, and the zone in which instants are told unless another is named. */
export function formatter(locale: Locale, timeZone = 'UTC'): Formatter {
	const intl = INTL_LOCALE[locale];
	const items = new Intl.ListFormat(intl, { style: 'long', type: 'conjunction' });
	return {
		locale,
		timeZone,
		...numberMethods(intl),
		...dateMethods(intl),
		dateTime: (instant, zone) => dateTime(intl, instant, zone),
		instant: (instant) => dateTime(intl, instant, timeZone),
		list: (texts) => items.format(texts)
	};
}
