import { formatter } from '#lib/format.ts';
import type { Language } from '#lib/messages/language.ts';
import { translator, type Locale, type MessageAreas } from '#lib/messages/messages.ts';

const files = import.meta.glob<Record<string, unknown>>('../lib/messages/*/*.json', { eager: true, import: 'default' });

function areasOf(locale: Locale): MessageAreas {
	const own = Object.entries(files).filter(([path]) => path.includes(`/${locale}/`));
	return Object.fromEntries(
		own.map(([path, messages]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), messages])
	);
}

const AREAS: Record<Locale, MessageAreas> = { en: areasOf('en'), fr: areasOf('fr') };

/** All messages of a locale, for texts made on the server: titles, summaries and tables of figures. */
export function serverLanguage(locale: Locale, timeZone = 'UTC'): Language {
	return { locale, t: translator(locale, AREAS[locale]), format: formatter(locale, timeZone) };
}
