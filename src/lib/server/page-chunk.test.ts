import { expect, test } from 'vitest';
import { pageChunk } from './page-chunk.ts';

const FRENCH = { locale: 'fr', theme: 'dark' } as const;

test('a page that no script takes over loses its comments, and nothing else: 2 of 2', () => {
	const html = '<html lang="%muster.lang%" data-theme="%muster.theme%"><!--[--><td>3 < 4 --&gt;<!--]--></td>';
	expect(pageChunk({ html, ...FRENCH })).toEqual({
		text: '<html lang="fr" data-theme="dark"><td>3 < 4 --&gt;</td>',
		isTakenOver: false
	});
});

test('a page that a script takes over keeps its comments', () => {
	const body = '<!--[--><p>1</p><!--]--><script>{ __sveltekit_1x2y = {} }</script>';
	const html = `<html lang="%muster.lang%" data-theme="%muster.theme%">${body}`;
	const text = `<html lang="fr" data-theme="dark">${body}`;
	expect(pageChunk({ html, ...FRENCH })).toEqual({ text, isTakenOver: true });
});
