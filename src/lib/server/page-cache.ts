import { randomBytes } from 'node:crypto';
import { byteCache } from './byte-cache.ts';

/** Pages as they were sent, for whoever may have the very same one. */
export interface PageCache {
	/**
	 * The page kept under `key`, else what `render` gives, which is kept when it is a whole page (status 200, no cookie).
	 * Of several who ask at once, one renders. Every answer has a nonce of its own.
	 */
	answer(key: string, render: () => Promise<Response>): Promise<Response>;
}

interface KeptPage {
	headers: [string, string][];
	/** What stands before, between and after the places of the nonce. */
	parts: Uint8Array[];
	hasNonce: boolean;
	keptAt: number;
}

const NONCE = /'nonce-([\w+/=-]{16,})'/;
const NONCE_BYTES = 16;
const NONCE_MARK = '%nonce%';

/** Keeps at most `limitBytes` of pages, each for at most `maxAgeMs` by `now`. */
export function pageCache(
	limitBytes: number,
	maxAgeMs: number,
	now: () => number = () => performance.now()
): PageCache {
	const pages = byteCache<KeptPage>(limitBytes);
	const rendering = new Map<string, Promise<KeptPage | null>>();
	const kept = (key: string) => {
		const page = pages.get(key);
		return page && now() - page.keptAt < maxAgeMs ? page : null;
	};
	return {
		async answer(key, render) {
			const awaited = rendering.get(key);
			const page = kept(key) ?? (awaited ? await awaited.catch(() => null) : null);
			if (page) return sent(page);
			const response = render();
			const work = response.then((fresh) => keptForm(fresh, now()));
			rendering.set(key, work);
			try {
				const form = await work;
				if (form === null) return await response;
				pages.set(
					key,
					form,
					form.parts.reduce((sum, part) => sum + part.byteLength, 0)
				);
				return sent(form);
			} finally {
				if (rendering.get(key) === work) rendering.delete(key);
			}
		}
	};
}

/** Null, with the response untouched, where it is not to be kept. A page without inline scripts has no nonce. */
async function keptForm(response: Response, keptAt: number): Promise<KeptPage | null> {
	if (response.status !== 200 || response.headers.has('set-cookie')) return null;
	const nonce = NONCE.exec(response.headers.get('content-security-policy') ?? '')?.[1];
	const bytes = wholeBytes.get(response) ?? new Uint8Array(await response.arrayBuffer());
	const headers = [...response.headers]
		.filter(([name]) => name !== 'content-length' && name !== 'etag')
		.map(([name, value]): [string, string] => [name, nonce ? value.replaceAll(nonce, NONCE_MARK) : value]);
	const encoder = new TextEncoder();
	const parts = nonce
		? new TextDecoder()
				.decode(bytes)
				.split(nonce)
				.map((part) => encoder.encode(part))
		: [bytes];
	return { headers, parts, hasNonce: nonce !== undefined, keptAt };
}

function sent({ headers, parts, hasNonce }: KeptPage): Response {
	if (!hasNonce) return wholeAnswer(parts[0], headers);
	const nonce = randomBytes(NONCE_BYTES).toString('base64');
	const mark = Buffer.from(nonce);
	const body = Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [mark, part])));
	return wholeAnswer(
		body,
		headers.map(([name, value]) => [name, value.replaceAll(NONCE_MARK, nonce)])
	);
}

const wholeBytes = new WeakMap<Response, Uint8Array>();

/** The bytes of an answer made by `wholeAnswer`, as they were given. */
export const wholeBytesOf = (response: Response) => wholeBytes.get(response);

/**
 * An answer of these bytes: as a stream, because a response copies the bytes it is given; with its length, so that it is
 * written in one piece.
 */
export function wholeAnswer(bytes: Uint8Array, headers: Iterable<[string, string]>, status = 200): Response {
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(bytes);
			controller.close();
		}
	});
	const response = new Response(body, { status, headers: [...headers, ['content-length', String(bytes.byteLength)]] });
	wholeBytes.set(response, bytes);
	return response;
}
