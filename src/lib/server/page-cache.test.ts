import { describe, expect, test } from 'vitest';
import { pageCache } from './page-cache.ts';

const NONCE = 'AAAAAAAAAAAAAAAAAAAAAA==';
const MINUTE = 60_000;

const page = (text: string, headers: Record<string, string> = {}, status = 200) =>
	new Response(`<script nonce="${NONCE}">${text}</script><style nonce="${NONCE}"></style>`, {
		status,
		headers: { 'content-security-policy': `script-src 'self' 'nonce-${NONCE}'`, ...headers }
	});

/** Renders page after page and counts them. */
function renderer(headers: Record<string, string> = {}, status = 200) {
	const made = { count: 0, render: async () => page(`page ${++made.count}`, headers, status) };
	return made;
}

const textWithout = async (response: Response) => (await response.text()).replaceAll(/nonce="[^"]+"/g, '');

describe('a kept page', () => {
	test('is rendered once for a key, once more for another', async () => {
		const cache = pageCache(10_000, MINUTE);
		const made = renderer();
		const texts: string[] = [];
		for (const key of ['a', 'a', 'b', 'a']) texts.push(await textWithout(await cache.answer(key, made.render)));
		expect(made.count).toBe(2);
		expect(texts.map((text) => /page \d/.exec(text)?.[0])).toEqual(['page 1', 'page 1', 'page 2', 'page 1']);
	});

	test('has another nonce in each answer, the same 22 characters and padding in the header and in its 2 tags', async () => {
		const cache = pageCache(10_000, MINUTE);
		const nonces = new Set<string>();
		for (let i = 0; i < 3; i++) {
			const response = await cache.answer('a', renderer().render);
			const [, nonce] = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '') ?? [];
			const tags = [...(await response.text()).matchAll(/nonce="([^"]+)"/g)].map((match) => match[1]);
			expect(tags).toEqual([nonce, nonce]);
			expect(nonce).toMatch(/^[\w+/]{22}==$/);
			nonces.add(nonce);
		}
		expect(nonces.size).toBe(3);
		expect(nonces.has(NONCE)).toBe(false);
	});

	test('without a nonce is sent as it was', async () => {
		const cache = pageCache(10_000, MINUTE);
		const policy = "default-src 'none'";
		const made = renderer({ 'content-security-policy': policy });
		const answers = [await cache.answer('a', made.render), await cache.answer('a', made.render)];
		expect(answers.map(({ headers }) => headers.get('content-security-policy'))).toEqual([policy, policy]);
		expect(await answers[1].text()).toBe(await page('page 1').text());
		expect(made.count).toBe(1);
	});

	test('is rendered again when it is a minute old', async () => {
		let time = 0;
		const cache = pageCache(10_000, MINUTE, () => time);
		const made = renderer();
		for (time of [0, MINUTE - 1, MINUTE, 2 * MINUTE - 1]) await cache.answer('a', made.render);
		expect(made.count).toBe(2);
	});

	test('gives way when the pages together are too large', async () => {
		const cache = pageCache(150, MINUTE);
		const made = renderer();
		for (const key of ['a', 'b', 'c', 'a']) await cache.answer(key, made.render);
		expect(made.count).toBe(4);
	});
});

describe('asked by 5 at once', () => {
	test('1 renders and all have its page', async () => {
		const cache = pageCache(10_000, MINUTE);
		const made = renderer();
		const texts = await Promise.all(
			Array.from({ length: 5 }, async () => textWithout(await cache.answer('a', made.render)))
		);
		expect([made.count, new Set(texts).size]).toEqual([1, 1]);
	});

	test('a render that fails fails for the one who began it; the others render for themselves', async () => {
		const cache = pageCache(10_000, MINUTE);
		let count = 0;
		const render = async () => {
			if (++count === 1) throw new Error('lost');
			return page('well');
		};
		const [first, second] = await Promise.allSettled([cache.answer('a', render), cache.answer('a', render)]);
		expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
	});
});

describe('is never kept:', () => {
	test.each([
		['an answer that is not 200', renderer({}, 404)],
		['one that sets a cookie', renderer({ 'set-cookie': 'session=1' })]
	])('%s', async (_, made) => {
		const cache = pageCache(10_000, MINUTE);
		const answers = [await cache.answer('a', made.render), await cache.answer('a', made.render)];
		expect(made.count).toBe(2);
		expect(await answers[1].text()).toContain('page 2');
	});
});
