import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { KeysAhead, keyMaker, makeKeysAhead } from './keys-ahead.ts';

const key = Buffer.alloc(32, 7);

/** Ids one after the other in UTF-8, to which more may come. */
function numbered() {
	const ends: number[] = [];
	let bytes = Buffer.alloc(0);
	return {
		get size() {
			return ends.length;
		},
		get bytes() {
			return bytes;
		},
		start: 0,
		end: 0,
		seek(person: number) {
			this.start = person === 0 ? 0 : ends[person - 1];
			this.end = ends[person];
		},
		add(ids: string[]) {
			const parts = ids.map((id) => Buffer.from(id));
			for (const part of parts) ends.push((ends.at(-1) ?? 0) + part.length);
			bytes = Buffer.concat([bytes, ...parts]);
		}
	};
}

function taken(ahead: KeysAhead, person: number): string | null {
	const target = Buffer.alloc(20);
	return ahead.take(person, target, 4) ? target.subarray(4).toString('hex') : null;
}

const keyOf = (id: string) => createHmac('sha256', key).update(id).digest('hex').slice(0, 32);

test('keys of 5,000 people in 3 batches are HMAC-SHA256 of their ids, there once they are made and not before', () => {
	const ids = numbered();
	const names = Array.from({ length: 5000 }, (_, i) => `E-${i}é`);
	ids.add(names);
	const ahead = new KeysAhead(ids);
	const makeGiven = keyMaker(ahead.memory, key);
	expect(taken(ahead, 0)).toBeNull();
	ahead.ask();
	expect(taken(ahead, 0)).toBeNull();
	makeGiven();
	for (const person of [0, 2047, 2048, 4999, 17]) expect(taken(ahead, person)).toBe(keyOf(names[person]));
	expect(taken(ahead, 5000)).toBeNull();
});

test('a thread that is 16 batches behind gets no more, and gets those who come after it has caught up', () => {
	const ids = numbered();
	ids.add(Array.from({ length: 40_000 }, (_, i) => String(i)));
	const ahead = new KeysAhead(ids);
	const makeGiven = keyMaker(ahead.memory, key);
	ahead.ask();
	makeGiven();
	expect(taken(ahead, 16 * 2048 - 1)).toBe(keyOf(String(16 * 2048 - 1)));
	expect(taken(ahead, 16 * 2048)).toBeNull();
	ids.add(['new']);
	ahead.ask();
	makeGiven();
	expect(taken(ahead, 40_000)).toBe(keyOf('new'));
	expect(taken(ahead, 39_999)).toBeNull();
	expect(taken(ahead, 0)).toBeNull();
	expect(taken(ahead, 2048)).toBe(keyOf('2048'));
});

test('an id of 200,000 bytes, longer than a batch, is passed by, and those beside it are not', () => {
	const ids = numbered();
	ids.add(['before', 'x'.repeat(200_000), 'after']);
	const ahead = new KeysAhead(ids);
	const makeGiven = keyMaker(ahead.memory, key);
	ahead.ask();
	makeGiven();
	expect([0, 1, 2].map((person) => taken(ahead, person))).toEqual([keyOf('before'), null, keyOf('after')]);
});

test('a thread that is told to end goes home, also where nothing was given', () => {
	const ahead = new KeysAhead(numbered());
	ahead.end();
	expect(makeKeysAhead(ahead.memory, key)).toBeUndefined();
});
