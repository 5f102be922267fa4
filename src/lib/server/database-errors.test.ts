import { expect, test } from 'vitest';
import { DatabaseBusy, isDatabaseBusy, isDatabaseDown, isStorageFull } from './database-errors.ts';
import { isWhole } from './database.ts';

const withCode = (code: string) => Object.assign(new Error('x'), { code });
const rows = (length: number, count: number | null) => Object.assign(Array.from({ length }), { count });

test.each(['ECONNREFUSED', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT', '57P01', '57P03', '08006', '53300'])(
	'%s means that the database is down, also as a cause',
	(code) => {
		const wrapped = new Error('outer', { cause: withCode(code) });
		expect([isDatabaseDown(withCode(code)), isDatabaseDown(wrapped)]).toEqual([true, true]);
	}
);

test('a unique violation, a plain error and text do not', () => {
	expect([withCode('23505'), new Error('x'), '57P01', null].map(isDatabaseDown)).toEqual([false, false, false, false]);
});

test('busy and full are told apart from down', () => {
	expect([isDatabaseBusy(new DatabaseBusy(5)), isDatabaseDown(new DatabaseBusy(5))]).toEqual([true, false]);
	expect([isStorageFull(withCode('53100')), isStorageFull(withCode('57P01'))]).toEqual([true, false]);
});

test('a result of 5 rows that counts 3 has holes; 3 of 3, none of 7 and an uncounted one are whole', () => {
	expect([rows(5, 3), rows(3, 3), rows(0, 7), rows(2, null)].map(isWhole)).toEqual([false, true, true, true]);
});
