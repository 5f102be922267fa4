import { readdirSync, readFileSync } from 'node:fs';
import compile from 'icu-minify/compile';
import { expect, test } from 'vitest';
import { translator } from './messages.ts';

type Messages = Record<string, string>;
const folder = (locale: string) => new URL(`./${locale}/`, import.meta.url);
const AREAS = readdirSync(folder('en')).map((file) => file.replace('.json', ''));
const read = (locale: string, area: string) =>
	JSON.parse(readFileSync(new URL(`${area}.json`, folder(locale)), 'utf8')) as Messages;
/** Names of the values that a compiled message takes, in its branches too: [name], [name, type, branches]. */
function values(message: unknown): string[] {
	if (!Array.isArray(message)) return [];
	const names = message.flatMap((part: unknown) => {
		if (!Array.isArray(part)) return [];
		const branches: unknown = part[2];
		const inside = typeof branches === 'object' && branches !== null ? Object.values(branches).flatMap(values) : [];
		return [String(part[0]), ...inside];
	});
	return [...new Set(names)].sort();
}
const placeholders = (text: string) => values(compile(text)).join();

test('the values of a message are found in its branches as well', () => {
	expect(placeholders('{n, plural, one {# of {total}} other {{total} and {kind}}} by {who}')).toBe('kind,n,total,who');
});

test('French has the areas of English', () => {
	expect(readdirSync(folder('fr')).sort()).toEqual(readdirSync(folder('en')).sort());
});

test.each(AREAS)('every message of %s is there in both languages, with the same values', (area) => {
	const [en, fr] = [read('en', area), read('fr', area)];
	expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
	const differing = Object.keys(en).filter((key) => placeholders(en[key]) !== placeholders(fr[key]));
	expect(differing).toEqual([]);
});

test.each(AREAS)('every message of %s can be compiled', (area) => {
	for (const locale of ['en', 'fr'])
		for (const text of Object.values(read(locale, area))) expect(() => compile(text)).not.toThrow();
});

test.each(AREAS)('French %s has a narrow no-break space before : ; ! ? and %%, and typographic apostrophes', (area) => {
	const faulty = Object.entries(read('fr', area)).filter(([, text]) => {
		const words = text.replace(/\{\w+, (?:plural|select)[^{]*/g, '').replace(/https?:\S+|\b\d+:\d+/g, '');
		return (
			/[ \u00a0\p{L}\p{N}}][:;!?%](?=\s|$)/u.test(words.replace(/\u202f[:;!?%]/gu, '')) || /\p{L}'\p{L}/u.test(words)
		);
	});
	expect(faulty).toEqual([]);
});

test('a message is filled in, counts follow the plural of the language, and a missing key says so', () => {
	const areas = { a: { n: compile('{count, plural, one {# role} other {# roles}}'), hello: compile('Hello {name}') } };
	const t = translator('en', areas);
	expect([t('a.n', { count: 1 }), t('a.n', { count: 1200 }), t('a.hello', { name: 'Ada' })]).toEqual([
		'1 role',
		'1,200 roles',
		'Hello Ada'
	]);
	expect(() => t('a.other')).toThrow('No message "a.other" in en.');
});
