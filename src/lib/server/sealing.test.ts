import { expect, test } from 'vitest';
import { sealing } from './sealing.ts';

const { seal, open } = sealing(Buffer.alloc(32, 1));

test('a sealed list opens to itself, twice sealed it looks different, and it shows no word of 1', () => {
	const cells = ['CANARY-1', 'Zoë'];
	const sealed = seal(cells);
	expect(open(sealed)).toEqual(cells);
	expect(seal(cells).sealed).not.toBe(sealed.sealed);
	expect(Buffer.from(sealed.sealed, 'base64').toString('latin1')).not.toContain('CANARY');
});

test('another key or 1 changed byte does not open it, and nothing opens to null', () => {
	const sealed = seal('x');
	const bytes = Buffer.from(sealed.sealed, 'base64');
	bytes[bytes.length - 1] ^= 1;
	expect(() => open({ sealed: bytes.toString('base64') })).toThrow();
	expect(() => sealing(Buffer.alloc(32, 2)).open(sealed)).toThrow();
	expect(open(null)).toBeNull();
});
