import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOfText, readDateText, type DateRules } from './dates.ts';
import { numberOfText, readNumberText } from './numbers.ts';

const DAY_MS = 86_400_000;
const FIRST = Date.UTC(2000, 0, 1) / DAY_MS;
const LAST = Date.UTC(2024, 11, 31) / DAY_MS;

/** Our reading: a day number, or null for whatever is no day. */
function day(text: string, rules: DateRules): number | null {
	const written = readDateText(text);
	const found = written && dayOfText(written, rules);
	return typeof found === 'number' ? found : null;
}

/** Every way to write every day of 2000 to 2024 in digits: the slow reader looks a text up instead of reading it. */
function writtenDays(order: 'dmy' | 'mdy'): Map<string, number> {
	const days = new Map<string, number>();
	for (let number = FIRST; number <= LAST; number++) {
		const [year, month, date] = new Date(number * DAY_MS).toISOString().slice(0, 10).split('-');
		const short = (part: string) => new Set([part, String(Number(part))]);
		days.set(year + month + date, number);
		for (const m of short(month))
			for (const d of short(date)) {
				for (const mark of ['-', '/', '.']) days.set([year, m, d].join(mark), number);
				for (const mark of ['-', '/', '.', ' '])
					days.set((order === 'dmy' ? [d, m, year] : [m, d, year]).join(mark), number);
			}
	}
	return days;
}

describe('dates against a list of every day in every writing', () => {
	const rules = { partialDates: 'exclude', serialSystem: 'exclude' } as const;
	const part = fc.integer({ min: 0, max: 45 }).chain((n) => fc.constantFrom(String(n), String(n).padStart(2, '0')));
	const year = fc.integer({ min: 1998, max: 2026 }).map(String);
	const mark = fc.constantFrom('-', '/', '.', ' ', '');
	const text = fc.oneof(
		fc.tuple(part, mark, part, mark, year).map((parts) => parts.join('')),
		fc.tuple(year, mark, part, mark, part).map((parts) => parts.join('')),
		fc.string({ unit: fc.constantFrom(...'0123456789-/. '), minLength: 6, maxLength: 11 })
	);
	test.each(['dmy', 'mdy'] as const)('%s: 20,000 texts are the listed day or none', (dateOrder) => {
		const days = writtenDays(dateOrder);
		expect(days.size).toBeGreaterThan(150_000);
		fc.assert(
			fc.property(text, (written) => {
				const found = day(written, { ...rules, dateOrder });
				const isListed = found !== null && found >= FIRST && found <= LAST;
				expect(isListed ? found : null).toBe(days.get(written) ?? null);
			}),
			{ numRuns: 20_000 }
		);
	});

	test('every listed text of a year is its day', () => {
		const days = [...writtenDays('dmy')].filter(([, number]) => new Date(number * DAY_MS).getUTCFullYear() === 2020);
		expect(days.filter(([written, number]) => day(written, { ...rules, dateOrder: 'dmy' }) !== number)).toEqual([]);
	});
});

describe('dates as the locale data of the platform print them', () => {
	const styles = ['en-US', 'en-GB', 'fr-FR', 'de-DE'].flatMap((locale) =>
		(['short', 'long'] as const).map((month) => [locale, month] as const)
	);
	test.each(styles)('%s, months %s: all 1,461 days of 2020 to 2023 are read back', (locale, month) => {
		const print = new Intl.DateTimeFormat(locale, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
		const wrong: string[] = [];
		for (let number = Date.UTC(2020, 0, 1) / DAY_MS; number < Date.UTC(2024, 0, 1) / DAY_MS; number++) {
			const written = print.format(number * DAY_MS);
			if (day(written, {}) !== number) wrong.push(written);
		}
		expect(wrong).toEqual([]);
	});
});

/** A number read slowly: its digits are written anew with every grouping, and one of these must be the text. */
function slowNumber(text: string, mark: '.' | ','): number | null {
	const sign = text.startsWith('-') ? -1 : 1;
	// A blank and an apostrophe group alike.
	const body = (sign < 0 ? text.slice(1) : text).replace(/[ \u00a0\u202f\u2019]/g, "'");
	const at = body.lastIndexOf(mark);
	const whole = [...(at < 0 ? body : body.slice(0, at))].filter((c) => c >= '0' && c <= '9').join('');
	const fraction = at < 0 ? null : body.slice(at + 1);
	if (fraction !== null && (fraction === '' || [...fraction].some((c) => c < '0' || c > '9'))) return null;
	const tail = fraction === null ? '' : mark + fraction;
	const groupings = ['', mark === '.' ? ',' : '.', "'"];
	if (!groupings.some((group) => grouped(whole, group) + tail === body) || whole + tail === '') return null;
	return sign * Number(`${whole || '0'}.${fraction ?? '0'}`) + 0;
}

function grouped(whole: string, mark: string): string {
	if (mark === '' || whole.startsWith('0')) return whole;
	let text = '';
	for (let i = 0; i < whole.length; i++) text += (i > 0 && (whole.length - i) % 3 === 0 ? mark : '') + whole[i];
	return text;
}

describe('numbers against a reader that writes them anew', () => {
	const number = (text: string, mark: '.' | ',') => {
		const written = readNumberText(text);
		return written && numberOfText(written, mark);
	};
	const text = fc.oneof(
		fc.string({ unit: fc.constantFrom(..."0123456789.,' -"), minLength: 1, maxLength: 12 }),
		fc
			.tuple(
				fc.constantFrom('', '-'),
				fc.integer({ min: 0, max: 99_999_999 }),
				fc.constantFrom('', '.', ',', "'", ' '),
				fc.constantFrom('', '.5', ',25', '.125', ',000')
			)
			.map(([sign, whole, mark, tail]) => sign + grouped(String(whole), mark) + tail)
	);
	test.each(['.', ','] as const)('decimal mark "%s": 20,000 texts have the same value or none', (mark) => {
		fc.assert(
			fc.property(text, (written) => {
				expect(number(written.trim(), mark)).toBe(slowNumber(written.trim(), mark));
			}),
			{ numRuns: 20_000 }
		);
	});

	test.each([
		['en-US', '.'],
		['de-DE', ','],
		['fr-FR', ','],
		['de-CH', '.'],
		['sv-SE', ',']
	] as const)('2,000 numbers as %s prints them are read back', (locale, mark) => {
		const print = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
		fc.assert(
			fc.property(
				fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
				fc.integer({ min: 0, max: 6 }),
				(digits, decimals) => {
					const value = digits / 10 ** decimals;
					expect(number(print.format(value), mark)).toBe(value === 0 ? 0 : value);
				}
			),
			{ numRuns: 2000 }
		);
	});
});
