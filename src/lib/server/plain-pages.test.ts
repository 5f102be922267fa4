import { expect, test } from 'vitest';
import { failedResponse, unavailableResponse } from './plain-pages.ts';

test.each([
	['503, asked again after 5 seconds', unavailableResponse, 503, 'Muster ne joint pas sa base de données'],
	['500, with the reference 4f-2', (locale: 'en' | 'fr') => failedResponse(locale, '4f-2'), 500, '<code>4f-2</code>']
] as const)('%s: a French page that may load its style sheet and runs no script', async (_, make, status, told) => {
	const answer = make('fr');
	const page = await answer.text();
	expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, status === 503 ? '5' : null]);
	expect(page).toContain('<html lang="fr">');
	expect(page).toContain(told);
	expect(page).not.toContain('<script');
	const policy = answer.headers.get('content-security-policy');
	expect(policy).toContain("style-src 'self'");
	expect(policy).not.toMatch(/sandbox|script-src|unsafe/);
});
