import { describe, expect, test } from 'vitest';
import { inlines, methodNote } from './method-note.ts';

describe('method notes', () => {
	test('a note of five kinds of blocks becomes five blocks', () => {
		const note = [
			'# Headcount',
			'',
			'People employed, *last day*',
			'included.',
			'',
			'- one',
			'- two',
			'  goes on',
			'',
			'```',
			'a = b',
			'```',
			'',
			'| word | meaning |',
			'|---|---|',
			'| spell | one employment |'
		].join('\n');
		expect(methodNote(note)).toEqual([
			{ kind: 'heading', level: 1, inlines: [{ kind: 'text', text: 'Headcount' }] },
			{
				kind: 'paragraph',
				inlines: [
					{ kind: 'text', text: 'People employed, ' },
					{ kind: 'emphasis', text: 'last day' },
					{ kind: 'text', text: ' included.' }
				]
			},
			{
				kind: 'list',
				isOrdered: false,
				items: [[{ kind: 'text', text: 'one' }], [{ kind: 'text', text: 'two goes on' }]]
			},
			{ kind: 'code', text: 'a = b' },
			{
				kind: 'table',
				head: [[{ kind: 'text', text: 'word' }], [{ kind: 'text', text: 'meaning' }]],
				rows: [[[{ kind: 'text', text: 'spell' }], [{ kind: 'text', text: 'one employment' }]]]
			}
		]);
	});

	test('HTML stays text and a script address is no link', () => {
		expect(methodNote('<script>alert(1)</script>')).toEqual([
			{ kind: 'paragraph', inlines: [{ kind: 'text', text: '<script>alert(1)</script>' }] }
		]);
		expect(inlines('[x](javascript:alert) [y](//evil.example) [z](https://a.example)')).toEqual([
			{ kind: 'text', text: '[x](javascript:alert)' },
			{ kind: 'text', text: ' ' },
			{ kind: 'text', text: '[y](//evil.example)' },
			{ kind: 'text', text: ' ' },
			{ kind: 'link', text: 'z', href: 'https://a.example' }
		]);
	});

	test('a numbered list directly after a paragraph is a list of its own', () => {
		expect(methodNote('Steps:\n1. first\n2. second').map((block) => block.kind)).toEqual(['paragraph', 'list']);
	});

	test('a fence that is never closed ends with the note', () => {
		expect(methodNote('```\nopen')).toEqual([{ kind: 'code', text: 'open' }]);
	});
});
