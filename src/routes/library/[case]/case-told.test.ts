import { render } from 'svelte/server';
import type { Component } from 'svelte';
import { describe, expect, test } from 'vitest';
import { readCaseCatalogue, type LibraryCase } from '#lib/library/case-catalogue.server.ts';
import WithLanguage from '#lib/messages/WithLanguage.svelte';
import { serverLanguage } from '../../language.server.ts';
import Articles from './Articles.svelte';
import Contradictions from './Contradictions.svelte';
import { toldContradictions } from './told-contradictions.ts';

const cases = readCaseCatalogue('static/cases');
const LOCALES = ['en', 'fr'] as const;
type Locale = (typeof LOCALES)[number];

function drawn<Props extends object>(component: Component<Props>, props: Props, locale: Locale): string {
	const { body } = render(WithLanguage, {
		props: { language: serverLanguage(locale), component: component as Component<object>, props }
	});
	return body.replaceAll(/<!--[^>]*-->/g, '');
}
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** What the page makes of the articles of a case. */
function articlesOf({ articles }: LibraryCase, locale: Locale) {
	const { t } = serverLanguage(locale);
	return articles.map(({ id, source, claims }) => ({
		...{ id, source: source[locale] },
		claims: claims.map(({ text, check, status }) => ({
			...{ text: text[locale], check: check[locale], status: t(`figures.state.${status}`) }
		}))
	}));
}

describe.each(LOCALES)('the page of a case in %s', (locale) => {
	test('shows all 38 claims of the five articles, each in one row with its check and its status', () => {
		const [twitter] = cases.filter(({ articles }) => articles.length > 0);
		expect(twitter.articles.map(({ claims }) => claims.length)).toEqual([12, 9, 5, 6, 6]);
		const html = drawn(Articles, { articles: articlesOf(twitter, locale) }, locale);
		const rows = html.split('<tr>');
		for (const { claims } of articlesOf(twitter, locale))
			for (const { text, check, status } of claims) {
				const row = rows.filter((each) => each.includes(`>${escaped(text)}<`));
				expect([text, row.length]).toEqual([text, 1]);
				for (const words of [check, status]) expect(row[0]).toContain(escaped(words));
			}
	});

	test.each(cases.filter(({ contradictions }) => contradictions.length > 0).map((entry) => [entry.id, entry] as const))(
		'%s: every side of every contradiction stands in the section of the contradiction, with its source and its link',
		(_, entry) => {
			const items = toldContradictions(entry.contradictions, serverLanguage(locale));
			const sections = drawn(Contradictions, { items }, locale).split('<section').slice(1);
			expect(sections).toHaveLength(entry.contradictions.length);
			for (const [index, { title, statements }] of entry.contradictions.entries()) {
				expect(sections[index]).toContain(escaped(title[locale]));
				const sides = sections[index].split('<li').slice(1);
				expect(sides).toHaveLength(statements.length);
				statements.forEach(({ text, source, href }, side) => {
					expect(sides[side]).toContain(`>${escaped(text[locale])}<`);
					expect(sides[side]).toContain(escaped(source));
					if (href !== null) expect(sides[side]).toContain(`href="${escaped(href)}"`);
				});
			}
		}
	);
});

// The discrepancies that the facts of the cases list, article by article and event by event.
const LISTED: Record<string, string[]> = {
	twitter: [
		...['layoff-date', 'deadline', 'silence', 'refusals', 'office-closure', 'base-before-deadline'],
		...['executives-2016', 'executives-2016-areas', 'outage-2016', 'marketing-chief', 'google-cloud'],
		...['outage-2025-unit', 'outage-2025-start', 'outage-2025-duration', 'outage-2025-claims'],
		...['headcount-takeover', 'headcount-january-2023', 'seattle']
	],
	'us-federal-2025': ['accepted', 'share', 'closing-time', 'all-rounds', 'five-bullets'],
	zappos: ['share-of-all', 'memo-date'],
	grindr: ['count'],
	basecamp: ['count', 'base'],
	automattic: ['second-count'],
	openai: ['signatures'],
	kraken: ['how-many'],
	'tech-layoffs-2022-23': ['amazon-count']
};
test.each(Object.entries(LISTED))('%s tells every contradiction that is listed for it', (id, listed) => {
	const told = cases.find((entry) => entry.id === id)!.contradictions.map((entry) => entry.id);
	expect(listed.filter((each) => !told.includes(each))).toEqual([]);
});
