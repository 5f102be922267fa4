import { figureSlides } from '#lib/charts/figure-pptx.server.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Reader } from '#lib/server/permissions.ts';
import type { BriefAnswer } from './brief-statements.ts';
import { briefView } from './brief-view.server.ts';

const HEADINGS: Record<BriefAnswer['id'], string> = {
	happened: 'brief.happened',
	short: 'brief.short-heading',
	next: 'brief.next',
	sure: 'brief.sure',
	unknown: 'brief.unknown'
};

/** The brief as slides: its answers, then coverage as a chart and a table; null while there is nothing to say. */
export async function briefSlides(reader: Reader, url: URL, language: Language): Promise<Uint8Array | null> {
	const view = await briefView(reader, url, language);
	if ('missing' in view) return null;
	const { t, format } = language;
	const said = (answer: BriefAnswer) =>
		answer.id === 'short'
			? [...answer.sentences, ...view.roles.map(({ cells }) => roleSentence(cells, language))]
			: answer.sentences;
	const sections = view.answers.map((answer) => ({ heading: t(HEADINGS[answer.id]), sentences: said(answer) }));
	const subtitle = t('brief.as-of', { organisation: reader.organisation.name, on: format.date(view.on) });
	return figureSlides([view.figure], [{ title: t('brief.heading'), subtitle, sections }], language);
}

/** "Security (critical): 4 of 10 (−6), below since 17 Nov 2022": a row of the table as a line. */
function roleSentence([role, has, , since]: string[], language: Language): string {
	return language.t('brief.role', { role, has, since });
}
