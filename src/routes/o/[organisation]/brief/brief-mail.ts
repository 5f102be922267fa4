import type { Language } from '#lib/messages/language.ts';
import { nameWithoutLink, sentenceWithoutLink } from '#lib/server/mail-name.ts';
import { briefSections } from './brief-sections.ts';
import type { BriefView } from './brief-view.server.ts';

/** Where the brief that a mail quotes is read. */
export interface MailedBrief {
	organisation: string;
	/** Absolute address of the organisation's pages. */
	home: string;
	/** Civil date on which it was computed. */
	madeOn: string;
}

/**
 * The answers of the brief as plain text, each with the address of the figure behind it, then date, sources and author.
 * What names come from data are kept from being addresses.
 */
export function briefMailText(
	view: Pick<BriefView, 'on' | 'answers' | 'roles' | 'figure'>,
	{ organisation, home, madeOn }: MailedBrief,
	language: Language
): string {
	const { t, format } = language;
	const own = nameWithoutLink(organisation);
	const sections = briefSections(view, language).map(({ heading, sentences, link }) =>
		[
			heading,
			...sentences.map((sentence) => `- ${sentenceWithoutLink(sentence)}`),
			...(link === null ? [] : [`${home}/${link}`])
		].join('\n')
	);
	const { sources, dataDate } = view.figure;
	const sourceNames = format.list(sources.map(({ text }) => sentenceWithoutLink(text)));
	return [
		t('brief.as-of', { organisation: own, on: format.date(view.on) }),
		...sections,
		[
			`${t('charts.source', { count: sources.length })} ${sourceNames}. ${dataDate}`,
			t('mail.brief-author', { organisation: own, on: format.date(madeOn) })
		].join('\n')
	].join('\n\n');
}
