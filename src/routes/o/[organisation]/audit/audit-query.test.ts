import { expect, test } from 'vitest';
import { auditAddress, auditFilterOf } from './audit-query.ts';

const ACCOUNT = '0b7d3a52-6c1e-4a77-9a55-1c2d3e4f5a6b';
const NOTHING = { action: null, account: null, from: null, to: null };

test('an address with four fields becomes a filter and the same address again', () => {
	const query = `act=import.published&by=${ACCOUNT}&from=2024-02-29&to=2024-03-01`;
	const filter = auditFilterOf(new URLSearchParams(query));
	expect(filter).toEqual({ action: 'import.published', account: ACCOUNT, from: '2024-02-29', to: '2024-03-01' });
	expect(auditAddress(filter, { before: '12' })).toBe(`?${query}&before=12`);
});

test.each(['act=<b>', 'act=a.b.c', 'by=1', 'from=2023-02-29', 'to=29/02/2024', 'from=2024-13-01'])(
	'%s filters nothing',
	(query) => {
		expect(auditFilterOf(new URLSearchParams(query))).toEqual(NOTHING);
	}
);
