import { expect, test } from 'vitest';
import { slugOf } from './organisations.ts';

test.each([
	['Société Générale & Co', 'societe-generale-co'],
	['Twitter, Inc.', 'twitter-inc'],
	['  ACME  ', 'acme'],
	['Ålesund ½ GmbH', 'alesund-1-2-gmbh'],
	[`${'long '.repeat(20)}`, 'long-long-long-long-long-long-long-long']
])('the address of %j is %s', (name, slug) => {
	expect(slugOf(name)).toBe(slug);
});

test('a name without Latin letters gets an address of its own that the table accepts', () => {
	expect(slugOf('株式会社')).toMatch(/^organisation-[0-9a-f]{8}$/);
	expect(slugOf('../../')).toMatch(/^organisation-[0-9a-f]{8}$/);
});
