import { error } from '@sveltejs/kit';
import { getRuntime } from '#lib/server/runtime.ts';
import { securityText } from '#lib/server/security-text.ts';

/** Whom to tell of a weakness (RFC 9116), where the operator has said so. */
export function GET() {
	const text = securityText(getRuntime().settings, new Date());
	if (text === null) error(404, 'Not found');
	return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
