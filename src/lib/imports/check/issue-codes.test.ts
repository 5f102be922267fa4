import { expect, test } from 'vitest';
import { sourceFiles } from '../../../../test/support/source-files.ts';
import en from '#lib/messages/en/issues.json';
import fr from '#lib/messages/fr/issues.json';
import fieldsEn from '#lib/messages/en/fields.json';
import fieldsFr from '#lib/messages/fr/fields.json';

// Where issues and questions are made: a code is a literal of capitals with an underscore.
const makers = sourceFiles('src/lib').filter(
	({ path }) => /^src\/lib\/(?:imports|datasets)\//.test(path) && !path.endsWith('.test.ts')
);
const NAMESPACES =
	'FILE|LIMIT|QUOTE|HEADER|ROW|CELL|VALUE|NUMBER|DATE|TIME|SPELL|ID|REF|RESPONSE|EVENT|PRIVACY|DRAFT|IMPORT|ISSUES|AS|EXIT';
// Shown with its answer beside the plan, never listed among issues.
const GUESSES = new Set(['FILE_HEADER']);
const literals = makers.flatMap(({ text, path }) =>
	[...text.matchAll(/'([A-Z]+_[A-Z0-9_]+)'/g)].map((match) => ({ code: match[1], path }))
);
const codes = literals.filter(({ code }) => NAMESPACES.split('|').includes(code.split('_')[0]));

test('every code that is raised has a sentence and a name in both languages', () => {
	expect(new Set(codes.map(({ code }) => code)).size).toBeGreaterThan(70);
	const isMissing = ({ code }: { code: string }) =>
		!GUESSES.has(code) && [en, fr].some((area) => !(code in area) || !(`name-${code}` in area));
	expect(codes.filter(isMissing)).toEqual([]);
});

test('every code that is asked has its question in both languages', () => {
	const askers = codes.filter(({ path }) => path.startsWith('src/lib/imports/questions/'));
	const asked = new Set(askers.map(({ code }) => code));
	expect(asked.size).toBeGreaterThan(20);
	const missing = [...asked].filter((code) => ![fieldsEn, fieldsFr].every((area) => `question-${code}` in area));
	expect(missing).toEqual([]);
});

test.each(['SPELL_MOVEMENTS', 'SPELL_SNAPSHOTS', 'SPELL_HEADCOUNT', 'EVENT_BREAK', 'ISSUES_CUT', 'PRIVACY_SPECIAL'])(
	'%s is raised somewhere',
	(code) => {
		expect(codes.map((entry) => entry.code)).toContain(code);
	}
);
