import { formatter } from '../format.ts';
import enCharts from '../messages/en/charts.json' with { type: 'json' };
import enUi from '../messages/en/ui.json' with { type: 'json' };
import frCharts from '../messages/fr/charts.json' with { type: 'json' };
import frUi from '../messages/fr/ui.json' with { type: 'json' };
import type { Language } from '../messages/language.ts';
import { translator } from '../messages/messages.ts';
import type { Locale, MessageAreas } from '../messages/messages.ts';

const AREAS: Record<Locale, MessageAreas> = {
	en: { charts: enCharts, ui: enUi },
	fr: { charts: frCharts, ui: frUi }
};

/** What a chart needs to speak a language outside any page. */
export function chartLanguage(locale: Locale, timeZone?: string): Language {
	return { locale, t: translator(locale, AREAS[locale]), format: formatter(locale, timeZone) };
}
