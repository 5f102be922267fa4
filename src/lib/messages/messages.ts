import format from 'icu-minify/format';
import type { CompiledMessage } from 'icu-minify/format';
import { intlFormats } from '../format.ts';

export type Locale = 'en' | 'fr';
export const LOCALES: Locale[] = ['en', 'fr'];

export type MessageValues = Record<string, string | number>;
/** Looks a message up by 'area.key' and fills it in. A missing key throws: it is our mistake, found by tests. */
export type Translate = (key: string, values?: MessageValues) => string;
/** Compiled messages by area, as the build makes them from `messages/<locale>/<area>.json`. */
export type MessageAreas = Record<string, Record<string, unknown>>;

/** The translator of one request or page. Numbers passed as `#` or `{n, number}` follow the locale. */
export function translator(locale: Locale, areas: MessageAreas): Translate {
	return (key, values) => {
		const dot = key.indexOf('.');
		const message = areas[key.slice(0, dot)]?.[key.slice(dot + 1)];
		if (message === undefined) throw new Error(`No message "${key}" in ${locale}.`);
		return format(message as CompiledMessage, locale, values, { formatters: intlFormats, timeZone: 'UTC' }) as string;
	};
}
