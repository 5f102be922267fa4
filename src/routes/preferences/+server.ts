import { redirect } from '@sveltejs/kit';
import { asLocale } from '#lib/messages/locale.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { sitePath } from '#lib/server/site-path.ts';
import type { RequestHandler } from './$types';

const YEAR_SECONDS = 365 * 24 * 3600;
const THEMES: unknown[] = ['system', 'light', 'dark'];

export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const origin = getRuntime().settings.origin ?? url.origin;
	const options = {
		path: '/',
		maxAge: YEAR_SECONDS,
		httpOnly: true,
		sameSite: 'lax' as const,
		secure: origin.startsWith('https:')
	};
	const language = asLocale(form.get('language'));
	const theme = form.get('theme');
	if (language) cookies.set('language', language, options);
	if (typeof theme === 'string' && THEMES.includes(theme)) cookies.set('theme', theme, options);
	redirect(303, language ? withoutLanguage(sitePath(form.get('next'), '/')) : sitePath(form.get('next'), '/'));
};

/** The same view without `lang`, which would overrule the choice just made. */
function withoutLanguage(path: string): string {
	const [pathname, query] = path.split('?', 2);
	const kept = new URLSearchParams(query);
	kept.delete('lang');
	return kept.size > 0 ? `${pathname}?${kept}` : pathname;
}
