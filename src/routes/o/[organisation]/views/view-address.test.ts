import { expect, test } from 'vitest';
import { viewAddress, viewHref } from './view-address.ts';

test('an address of the organisation is page, filters and versions, and back again', () => {
	const address = '/o/acme/coverage?role=sre&on=2024-06-01&versions=12345678-3';
	const found = viewAddress(address, 'acme')!;
	expect(found).toEqual({ page: 'coverage', query: 'role=sre&on=2024-06-01', pins: '12345678-3' });
	expect(viewHref('acme', found)).toBe(address);
	expect(viewHref('acme', { page: 'tenure', query: '', pins: null })).toBe('/o/acme/tenure');
});

test('an event page is one, deeper pages and pages of data are not', () => {
	expect(viewAddress('/o/acme/events/u-1', 'acme')?.page).toBe('events/u-1');
	const refused = ['/o/acme/events/u-1/x', '/o/acme/coverage/x', '/o/acme/data', '/o/acme/people', '/o/acme/'];
	expect(refused.map((address) => viewAddress(address, 'acme'))).toEqual(refused.map(() => null));
});

test.each([
	'/o/other/coverage',
	'https://example.org/o/acme/coverage',
	'//example.org',
	'/o/acme/../other/coverage',
	''
])('"%s" is no address of the organisation', (address) => {
	expect(viewAddress(address, 'acme')).toBeNull();
});
