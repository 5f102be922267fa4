import { LOCALES, type Locale } from './messages.ts';

/** The language of one request: what the address asks for, else the reader's choice, else the browser's wish. */
export function localeOf(wish: {
	query: string | null;
	cookie: string | undefined;
	acceptLanguage: string | null;
}): Locale {
	return asLocale(wish.query) ?? asLocale(wish.cookie) ?? acceptedLocale(wish.acceptLanguage ?? '') ?? 'en';
}

export function asLocale(value: unknown): Locale | null {
	return LOCALES.find((locale) => locale === value) ?? null;
}

/** The best of our languages in an Accept-Language header (RFC 9110 §12.5.4), or null. */
export function acceptedLocale(header: string): Locale | null {
	const ranges = header
		.slice(0, 1000)
		.split(',')
		.map((part) => {
			const [range, ...parameters] = part.trim().toLowerCase().split(';');
			const quality = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
			return { language: range.trim().split('-')[0], quality: quality ? Number(quality.slice(2)) : 1 };
		})
		.filter((range) => range.quality > 0);
	const best = ranges.sort((one, other) => other.quality - one.quality).find((range) => asLocale(range.language));
	return asLocale(best?.language);
}
