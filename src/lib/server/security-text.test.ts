import { expect, test } from 'vitest';
import { securityText } from './security-text.ts';

const now = new Date('2026-11-22T13:45:00Z');

test('nobody is named without a contact', () => {
	expect(securityText({ securityContact: null, securityPolicy: null, origin: 'https://m.example' }, now)).toBeNull();
});

test('on 22 November 2026 the file of RFC 9116 is valid until 21 May 2027, 180 days', () => {
	const settings = {
		securityContact: 'mailto:security@example.org',
		securityPolicy: 'https://example.org/security',
		origin: 'https://muster.example.org'
	};
	expect(securityText(settings, now)).toBe(
		[
			'Contact: mailto:security@example.org',
			'Expires: 2027-05-21T00:00:00.000Z',
			'Preferred-Languages: en, fr',
			'Canonical: https://muster.example.org/.well-known/security.txt',
			'Policy: https://example.org/security',
			''
		].join('\n')
	);
});
