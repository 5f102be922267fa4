import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/security.md', 'utf8');
const rows = page
	.split('\n')
	.filter((line) => /^\| (?:\d|[RALW]\d)/.test(line))
	.map((line) => line.split('|').map((cell) => cell.trim()));
const statements = rows.filter((cells) => /^\d+$/.test(cells[1]));
const faults = rows.filter((cells) => !/^\d+$/.test(cells[1]));
const range = (letter: string, count: number) =>
	Array.from({ length: count }, (_, i) => `${letter}${String(i + 1).padStart(2, '0')}`);
/** Titles may wrap the words in templates and tables, so the words are looked for in the text of the file. */
const named = (cell: string) =>
	[...cell.matchAll(/(?:"([^"]+)" in )?`((?:src|test)\/[^`]+\.test\.ts)`/g)].map(([, words, file]) => ({
		words,
		file
	}));

test('the page has the 75 statements and the 58 faults, each with a verdict and a word', () => {
	expect(statements.map((cells) => Number(cells[1]))).toEqual(Array.from({ length: 75 }, (_, i) => i + 1));
	expect(faults.map((cells) => cells[1])).toEqual([
		...range('R', 20),
		...range('A', 10),
		...range('L', 8),
		...range('W', 20)
	]);
	const verdicts = [...statements.map((cells) => cells[3]), ...faults.map((cells) => cells[2])];
	expect(verdicts.filter((verdict) => !['met', 'partly', 'not met'].includes(verdict))).toEqual([]);
	expect(rows.filter((cells) => cells[cells.length - 2].length < 10)).toEqual([]);
});

test('every test file it names exists and holds the words it quotes', () => {
	const references = rows.flatMap((cells) => named(cells[cells.length - 2]));
	expect(references.length).toBeGreaterThan(100);
	const quotes = rows.flatMap((cells) => cells[cells.length - 2].split('"').filter((_, i) => i % 2 === 1));
	expect(references.flatMap(({ words }) => words ?? [])).toEqual(quotes);
	const wrong = references.filter(
		({ words, file }) => !existsSync(file) || (words !== undefined && !readFileSync(file, 'utf8').includes(words))
	);
	expect(wrong).toEqual([]);
});
