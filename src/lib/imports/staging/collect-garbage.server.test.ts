import { expect, test } from 'vitest';
import { collectedBetween } from './collect-garbage.server.ts';

test('3 pieces, one of a megabyte, come as they are and in their order', async () => {
	const pieces = [Uint8Array.of(1, 2), new Uint8Array(1 << 20).fill(7), Uint8Array.of(3)];
	const given: Uint8Array[] = [];
	for await (const piece of collectedBetween(pieces)) given.push(piece);
	expect(given).toEqual(pieces);
});
