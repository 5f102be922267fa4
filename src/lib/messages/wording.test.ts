import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// METHODS 6.7, 8: what would be, when it is mended and what to watch is told; no cause is named and nothing is advised.
const AREAS = ['whatif', 'recovery', 'kept', 'mail'];
const NAMED: Record<string, RegExp> = {
	en: /\b(?:caus(?:e|ed|es|ing)|because of|due to|led to|leads? to|result(?:s|ed)? in|prevent(?:s|ed)?|should|recommend(?:s|ed)?|advis(?:e|es|able)|ought|must be avoided|best option|optimal|safe|risky)\b/i,
	fr: /(?:^|[^\p{L}])(?:cause[sr]?|causé|provoque(?:nt|r)?|entraîne(?:nt|r)?|à cause|grâce|en raison|dû à|devri?ez|devrai(?:t|ent)|il faut|recommand\p{L}*|conseill\p{L}*|préférable|optimal\p{L}*|sans risque)(?:$|[^\p{L}])/iu
};
const messages = (locale: string, area: string) =>
	Object.entries(
		JSON.parse(readFileSync(new URL(`./${locale}/${area}.json`, import.meta.url), 'utf8')) as Record<string, string>
	);

test.each(AREAS.flatMap((area) => Object.keys(NAMED).map((locale) => [area, locale])))(
	'no message of %s in %s names a cause or gives advice',
	(area, locale) => {
		const found = messages(locale, area);
		expect(found.length).toBeGreaterThan(7);
		expect(found.filter(([, text]) => NAMED[locale].test(text))).toEqual([]);
	}
);

test('a cause and advice would be found: "led to", "should", "entraîne", "il faut"', () => {
	for (const text of ['The ultimatum led to 40 exits.', 'You should exempt payroll.']) expect(text).toMatch(NAMED.en);
	for (const text of ['Cela entraîne des départs.', 'Il faut exempter la paie.']) expect(text).toMatch(NAMED.fr);
});

test('notes of the what-if and of recovery too: none but "net is not a recommendation"', () => {
	for (const locale of ['en', 'fr']) {
		const own = messages(locale, 'metrics').filter(([key]) => /^(?:whatIf|recovery)\./.test(key));
		const wrong = own.filter(([key, text]) => NAMED[locale].test(text) && key !== 'whatIf.moneyLeavesOut');
		expect([own.length > 10, wrong]).toEqual([true, []]);
	}
});
