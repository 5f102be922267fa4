import type { Language } from '#lib/messages/language.ts';
import type { BriefAnswer } from './brief-statements.ts';
import type { BriefView } from './brief-view.server.ts';

/** An answer of the brief under its heading; `link` as in the answer. */
export interface BriefSection {
	heading: string;
	sentences: string[];
	link: string | null;
}

const HEADINGS: Record<BriefAnswer['id'], string> = {
	happened: 'brief.happened',
	short: 'brief.short-heading',
	next: 'brief.next',
	sure: 'brief.sure',
	unknown: 'brief.unknown'
};

/** The answers of the brief where they stand without its table: slides and mails; roles below minimum are sentences. */
export function briefSections({ answers, roles }: Pick<BriefView, 'answers' | 'roles'>, language: Language) {
	return answers.map(({ id, sentences, link }): BriefSection => ({
		heading: language.t(HEADINGS[id]),
		sentences: id === 'short' ? [...sentences, ...roles.map(({ cells }) => roleSentence(cells, language))] : sentences,
		link
	}));
}

/** "Security (critical): 4 of 10 (−6), below since 17 Nov 2022": a row of the table as a line. */
function roleSentence([role, has, , since]: string[], language: Language): string {
	return language.t('brief.role', { role, has, since });
}
