import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { wholeAnswer, wholeBytesOf } from './page-cache.ts';

const brotli = promisify(brotliCompress);
const BROTLI_OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const PACKERS = {
	br: (bytes: Uint8Array) => brotli(bytes, BROTLI_OPTIONS),
	gzip: promisify<Uint8Array, Buffer>(gzip)
};
type Packing = keyof typeof PACKERS;

/** Below this a page goes in a packet or two as it is. */
const SMALLEST = 2048;
/** Requests that no other site can have brought about. */
const OWN_REQUESTS = ['same-origin', 'none'];
/** What the form of a whole page depends on. */
export const PACKING_VARIES = 'Accept-Encoding, Sec-Fetch-Site';

/** Forms of bytes that are sent again and again, packed once. */
const forms = new WeakMap<Uint8Array, Map<Packing, Promise<Uint8Array>>>();

/**
 * The answer as brotli or gzip, where the browser takes one of them and the page is whole. The length of a packed page
 * tells something of what stands in it to those who see only the lengths: whoever can make a reader's browser ask for
 * pages, with words of his own in their addresses, could guess at it. So a page for somebody who is signed in is packed
 * only where the browser says that no other site made it ask.
 */
export async function packed(response: Response, asked: Headers, isPublic: boolean): Promise<Response> {
	const bytes = wholeBytesOf(response);
	if (!bytes || bytes.byteLength < SMALLEST) return response;
	const packing = packingOf(asked, isPublic);
	if (packing === null) return response;
	const headers = new Headers(response.headers);
	headers.delete('content-length');
	headers.set('content-encoding', packing);
	return wholeAnswer(await formOf(bytes, packing), headers, response.status);
}

function packingOf(asked: Headers, isPublic: boolean): Packing | null {
	if (!isPublic && !OWN_REQUESTS.includes(asked.get('sec-fetch-site') ?? '')) return null;
	const accepted = (asked.get('accept-encoding') ?? '').split(',').map((name) => name.trim());
	if (accepted.includes('br')) return 'br';
	return accepted.includes('gzip') ? 'gzip' : null;
}

function formOf(bytes: Uint8Array, packing: Packing): Promise<Uint8Array> {
	const known = forms.get(bytes) ?? new Map<Packing, Promise<Uint8Array>>();
	forms.set(bytes, known);
	const form = known.get(packing) ?? PACKERS[packing](bytes);
	known.set(packing, form);
	return form;
}
