import type { Settings } from './settings.ts';

const VALID_DAYS = 180;
const DAY_MS = 86_400_000;

/** The file of RFC 9116 as the settings have it; null where they name nobody. It is valid for half a year. */
export function securityText(
	{ securityContact, securityPolicy, origin }: Pick<Settings, 'securityContact' | 'securityPolicy' | 'origin'>,
	now: Date
): string | null {
	if (securityContact === null) return null;
	const expires = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS + VALID_DAYS * DAY_MS);
	const lines = [`Contact: ${securityContact}`, `Expires: ${expires.toISOString()}`, 'Preferred-Languages: en, fr'];
	if (origin !== null) lines.push(`Canonical: ${origin}/.well-known/security.txt`);
	if (securityPolicy !== null) lines.push(`Policy: ${securityPolicy}`);
	return lines.join('\n') + '\n';
}
