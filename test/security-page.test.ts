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
const filesIn = (cell: string) => [...cell.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, file]) => file);
const quotesIn = (cell: string) =>
	[...cell.matchAll(/"([^"]+)" in `([^`]+)`/g)].map(([, words, file]) => ({ words, file }));

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
	const cells = rows.map((row) => row[row.length - 2]);
	const files = cells.flatMap(filesIn);
	expect(files.length).toBeGreaterThan(100);
	expect(files.filter((file) => !existsSync(file))).toEqual([]);
	const quotes = cells.flatMap(quotesIn);
	expect(quotes).toHaveLength(cells.join('').split('"').length >> 1);
	expect(quotes.filter(({ words, file }) => !readFileSync(file, 'utf8').includes(words))).toEqual([]);
});
