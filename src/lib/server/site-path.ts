const BASE = 'https://site.invalid';
const ODD = /[\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * The path (with query) of this site that a `next` value names, or `fallback`. Only a value that a browser cannot read
 * as another site counts: one leading slash, no backslash, no control characters, also after decoding twice.
 */
export function sitePath(value: unknown, fallback: string): string {
	if (typeof value !== 'string' || value.length > 2000 || !isPlainPath(value)) return fallback;
	const url = new URL(value, BASE);
	if (url.origin !== BASE || !isPlainPath(url.pathname) || !isPlainPath(decoded(decoded(url.pathname))))
		return fallback;
	return url.pathname + url.search;
}

function isPlainPath(path: string): boolean {
	return path.startsWith('/') && !path.startsWith('//') && !ODD.test(path);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return '';
	}
}
