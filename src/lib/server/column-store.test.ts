import { expect, test } from 'vitest';
import { bytesInMemory } from './column-store.ts';

test('10 people with a day and a code each: 40 and 10 bytes, 120 for who they are, 640 for what measures keep', () => {
	const columns = {
		hiredOn: { type: 'day' as const, days: new Int32Array(10) },
		level: { type: 'code' as const, codes: new Uint8Array(10), words: [''] }
	};
	const people = { person: new Uint32Array(10), personKeys: new BigUint64Array(10) };
	expect(bytesInMemory({ rowCount: 10, columns, ...people })).toBe(40 + 10 + 40 + 80 + 640);
	// Of a table that is not about people measures keep nothing.
	expect(bytesInMemory({ rowCount: 10, columns })).toBe(50);
});
