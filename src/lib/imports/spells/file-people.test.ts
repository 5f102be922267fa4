import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FilePeople } from './file-people.ts';

function idOf(people: FilePeople, person: number): string {
	people.seek(person);
	return people.bytes.toString('utf8', people.start, people.end);
}

test('ids are numbered as they are first seen, however they are given, and given back byte for byte', () => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 300 }), (ids) => {
			const people = new FilePeople();
			const numbers = new Map<string, number>();
			for (const [i, id] of ids.entries()) {
				const text = Buffer.from(`[${id}]`);
				const source = { bytes: text, view: new DataView(text.buffer, text.byteOffset, text.length) };
				const number = i % 2 ? people.numberOf(id) : people.numberOfBytes(source, 1, text.length - 1);
				if (!numbers.has(id)) numbers.set(id, numbers.size);
				expect(number).toBe(numbers.get(id));
			}
			expect(people.size).toBe(numbers.size);
			for (const [id, number] of numbers) expect(idOf(people, number)).toBe(id);
		})
	);
});

test('300,000 ids, each given twice, and one of 30,000 letters are told apart', () => {
	const people = new FilePeople();
	const long = 'é'.repeat(15_000);
	for (let i = 0; i < 300_000; i++) people.numberOf(String(i));
	expect(people.numberOf(long)).toBe(300_000);
	let wrong = 0;
	for (let i = 0; i < 300_000; i++) if (people.numberOf(String(i)) !== i || idOf(people, i) !== String(i)) wrong++;
	expect(wrong).toBe(0);
	expect(idOf(people, 300_000) === long).toBe(true);
});

test('300,000 ids of 16 letters, more than small chunks hold, are told apart, and none is left once they are let go', () => {
	const people = new FilePeople();
	const id = (i: number) => `employee-${String(i).padStart(7, '0')}`;
	for (let i = 0; i < 300_000; i++) people.numberOf(id(i));
	let wrong = 0;
	for (let i = 0; i < 300_000; i++) if (people.numberOf(id(i)) !== i || idOf(people, i) !== id(i)) wrong++;
	expect(wrong).toBe(0);
	people.release();
	expect(() => people.seek(0)).toThrow(TypeError);
});
