import { figureSlides } from '#lib/charts/figure-pptx.server.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { briefSections } from './brief-sections.ts';
import { briefView } from './brief-view.server.ts';

/** The brief as slides: its answers, then coverage as a chart and a table; null while there is nothing to say. */
export async function briefSlides(reader: Reader, url: URL, language: Language): Promise<Uint8Array | null> {
	const view = await briefView(reader, url, language);
	if ('missing' in view) return null;
	const { t, format } = language;
	const subtitle = t('brief.as-of', { organisation: reader.organisation.name, on: format.date(view.on) });
	const text = { title: t('brief.heading'), subtitle, sections: briefSections(view, language) };
	return figureSlides([view.figure], [text], language);
}
