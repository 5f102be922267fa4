import { expect, test } from 'vitest';
import { pageChunk } from './page-chunk.ts';

const FRENCH = { locale: 'fr', theme: 'dark' } as const;
const START = '<html lang="fr" data-theme="dark">';
const pageOf = (body: string) => ({
	html: `<html lang="%muster.lang%" data-theme="%muster.theme%">${body}`,
	...FRENCH
});

function sentAs(body: string): string {
	const page = pageChunk(pageOf(body));
	return typeof page === 'string' ? page : Buffer.from(page).toString();
}

test('a page that no script takes over loses its comments, and nothing else: 2 of 2', () => {
	expect(sentAs('<!--[--><td>3 < 4 --&gt; 5 €</td><!--]-->')).toBe(`${START}<td>3 < 4 --&gt; 5 €</td>`);
});

test.each(['<!-- a > b -->', '<!-->', '<!--->', '<!--', '<!- -->', 'a<!--b', '<', '<!'])('%s stays', (body) => {
	expect(sentAs(body)).toBe(START + body);
});

test('pages do not share their bytes: the first of 2 stays as it was', () => {
	const first = pageChunk(pageOf('<p>1</p>'));
	pageChunk(pageOf('<p>2</p>'));
	expect(Buffer.from(first).toString()).toBe(`${START}<p>1</p>`);
});

test('a page of 3 million bytes, each letter of two, is whole', () => {
	const body = 'é'.repeat(1_500_000);
	expect(sentAs(`<!---->${body}<!---->`)).toBe(START + body);
});

test('a page that a script takes over keeps its comments', () => {
	const body = '<!--[--><p>1</p><!--]--><script>{ __sveltekit_1x2y = {} }</script>';
	expect(pageChunk(pageOf(body))).toBe(START + body);
});
