import { createHash, randomBytes } from 'node:crypto';

const TOKEN = /^[\w-]{43}$/;

/** A secret for a cookie or a link: 256 random bits in base64url, 43 characters. */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** True for text that can be a token at all; anything else needs no query. */
export function isToken(text: string): boolean {
	return TOKEN.test(text);
}

/** What is stored of a token: its SHA-256 in hexadecimal. */
export function tokenHash(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
