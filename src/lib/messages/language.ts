import { createContext } from 'svelte';
import type { Formatter } from '../format.ts';
import type { Locale, Translate } from './messages.ts';

/** What every component needs to turn values into text. Set once, by the root layout. */
export interface Language {
	locale: Locale;
	t: Translate;
	format: Formatter;
}

/** `setLanguage` in the root layout, `getLanguage` in any component below it. */
export const [getLanguage, setLanguage] = createContext<Language>();
