import { join } from 'node:path';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messageProblems } from '../src/lib/messages/compile-messages.ts';
import { ROOT, sourceFiles } from './support/source-files.ts';

const folder = join(ROOT, 'src/lib/messages');

function keysOf(locale: string): Set<string> {
	return new Set(
		readdirSync(join(folder, locale)).flatMap((area) =>
			Object.keys(JSON.parse(readFileSync(join(folder, locale, area), 'utf8')) as object).map(
				(key) => `${area.replace('.json', '')}.${key}`
			)
		)
	);
}

test('English and French have the same keys with the same arguments', () => {
	expect(messageProblems(folder)).toEqual([]);
});

test('every key written out in the code exists', () => {
	const keys = keysOf('en');
	const product = sourceFiles('src').filter((file) => !file.path.endsWith('.test.ts'));
	const used = product.flatMap((file) =>
		[...file.text.matchAll(/\bt\(\s*'([a-z-]+\.[\w.-]+)'/g)].map((match) => ({ key: match[1], path: file.path }))
	);
	expect(used.length).toBeGreaterThan(0);
	expect(used.filter((use) => !keys.has(use.key))).toEqual([]);
});

/** Branches of a plural for one, without those of a plural that has words of its own for none. */
function branchesForOne(text: string): string[] {
	return [...text.matchAll(/one \{([^{}]*)\}/g)]
		.filter(({ index }) => !text.slice(text.slice(0, index).lastIndexOf('plural,'), index).includes('=0 {'))
		.map(([, said]) => said);
}

test('what French says for one, which is also what it says for none, names no number of its own', () => {
	const wrong = readdirSync(join(folder, 'fr')).flatMap((area) =>
		Object.entries(JSON.parse(readFileSync(join(folder, 'fr', area), 'utf8')) as Record<string, string>).flatMap(
			([key, text]) =>
				branchesForOne(text)
					.map((said) => ({ said, words: said.toLowerCase().split(' ') }))
					.filter(({ words }) => words.includes('1') || /^(?:une?|seule?)$/.test(words[words[0] === 'le' ? 1 : 0]))
					.map(({ said }) => `${area} ${key}: ${said}`)
		)
	);
	expect(wrong).toEqual([]);
});

test('no figure, page or note says that something was caused by an event: what is near in time is associated', () => {
	const words =
		/\b(?:caused by|because of|due to|led to|resulted in)\b|causée?s? par|à cause d|en raison d|provoquée?s? par/iu;
	const said = ['en', 'fr'].flatMap((locale) =>
		['analysis', 'brief', 'compare', 'figures', 'overview', 'reading', 'recovery']
			.map((area) => join(folder, locale, `${area}.json`))
			.filter((path) => existsSync(path))
			.flatMap((path) => Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>))
			.filter(([, text]) => words.test(text))
			.map(([key, text]) => `${locale} ${key}: ${text}`)
	);
	expect(said).toEqual([]);
});

test('French puts a narrow no-break space before ; : ! ? and %', () => {
	const wrong = readdirSync(join(folder, 'fr')).flatMap((area) =>
		Object.entries(JSON.parse(readFileSync(join(folder, 'fr', area), 'utf8')) as Record<string, string>)
			.filter(([, text]) => /[\p{L}\d»)}][ \u00A0]?[;!?%](?:\s|$)|[\p{L}»)}][ \u00A0]?:(?:\s|$)/u.test(text))
			.map(([key, text]) => `${area} ${key}: ${text}`)
	);
	expect(wrong).toEqual([]);
});
