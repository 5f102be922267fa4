import { DEFAULT_ROLE_FAMILIES } from '#lib/roles/default-role-families.ts';
import type { Language } from '#lib/messages/language.ts';
import type { ReleaseContent } from '#lib/server/releases.ts';
import { serverLanguage } from './language.server.ts';

/** A group of a release as a reader reads it; `lang` where its words are of another language than the page. */
export interface GroupName {
	text: string;
	lang?: string;
}

const [ENGLISH, FRENCH] = [serverLanguage('en'), serverLanguage('fr')];
const BANDS = ['0-1', '1-2', '2-5', '5-10', '10+'];
// What a release holds in English of a band of tenure, or of people without role or without statement.
const WORDS = new Map(
	['no-role', 'not-stated', ...BANDS.map((band) => `tenure.${band}`)]
		.map((id) => `figures.${id}`)
		.map((key) => [ENGLISH.t(key), key])
);

/**
 * The name of a released group. A release holds names in English, and of its roles those in French too; one made before
 * that has French names of the standard families only, and a family of the organisation's own is marked as English.
 */
export function releasedName(
	content: Pick<ReleaseContent, 'frenchRoles'>,
	grouping: string,
	name: string,
	{ locale, t }: Language
): GroupName {
	if (name === 'other') return { text: t('releases.other') };
	const key = WORDS.get(name);
	if (key) return { text: t(key) };
	if (locale === 'en' || grouping !== 'role') return { text: name };
	const french = frenchRole(content, name);
	return french === null ? { text: name, lang: 'en' } : { text: french };
}

/** The French name of a role that is published under its English one; null where none is known. */
export function frenchRole({ frenchRoles }: Pick<ReleaseContent, 'frenchRoles'>, name: string): string | null {
	const key = WORDS.get(name);
	if (key) return FRENCH.t(key);
	return frenchRoles?.[name] ?? DEFAULT_ROLE_FAMILIES.find(({ nameEn }) => nameEn === name)?.nameFr ?? null;
}
