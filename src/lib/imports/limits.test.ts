import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sheetRows, workbookParts, zipFile } from '../../../test/support/zip-file.ts';
import { ROSTER } from '../datasets/roster/roster.ts';
import { bytesInMemory } from './file/file-bytes.ts';
import { LIMITS, type Limits } from './limits.ts';
import { checkBytes, inspectBytes } from './read-file.ts';

const HEADER = 'person_id,hire_date,job_title';
const row = (id: number | string, title = 'Cook') => `${id},2020-01-31,${title}\n`;
const repeated = (count: number, make: (i: number) => string) =>
	Array.from({ length: count }, (_, i) => make(i)).join('');
const workbook = (count: number) =>
	zipFile(
		workbookParts({
			A: sheetRows(HEADER.split(','), ...Array.from({ length: count }, (_, i) => row(i).trim().split(',')))
		})
	);

/** The issue that limits a file: what refuses it, or what leaves its last row out. */
async function limitedBy(content: string | Uint8Array, limits: Limits) {
	const file = bytesInMemory(Buffer.from(content));
	const overrides = { asOf: '2023-06-30' };
	const { fatal, plan } = await inspectBytes(file, ROSTER, { limits, overrides });
	if (fatal) return fatal;
	const report = await checkBytes(file, ROSTER, plan, { row() {} }, { limits });
	return report.fatal ?? report.issues.find(({ severity }) => severity === 'error') ?? null;
}

// Each limit lowered to a small number, a file that reaches n of it, and what both numbers are called in the message.
const CASES: {
	code: string;
	limit: keyof Limits;
	at: number;
	content(n: number): string | Uint8Array;
	details: (n: number, limit: number) => Record<string, unknown>;
}[] = [
	{
		code: 'LIMIT_ROWS',
		limit: 'rows',
		at: 5,
		content: (n) => `${HEADER}\n${repeated(n, row)}`,
		details: (_, limit) => ({ limit })
	},
	{
		code: 'LIMIT_COLUMNS',
		limit: 'columns',
		at: 6,
		content: (n) => `${HEADER}${repeated(n - 3, (i) => `,x${i}`)}\n${row(1).trim()}${','.repeat(n - 3)}\n`,
		details: (columns, limit) => ({ columns, limit })
	},
	{
		code: 'LIMIT_HEADER',
		limit: 'headerBytes',
		at: 40,
		content: (n) => `${HEADER},${'é'.repeat((n - 30) >> 1)}${n % 2 ? 'e' : ''}\n${row(1).trim()},\n`,
		details: (size, limit) => ({ size, limit })
	},
	{
		code: 'LIMIT_RECORD',
		limit: 'recordBytes',
		at: 60,
		content: (n) => `${HEADER}\n${row(1, 'x'.repeat(n - 14))}`,
		details: (size, limit) => ({ size, limit })
	},
	{
		code: 'QUOTE_UNCLOSED',
		limit: 'recordLines',
		at: 4,
		content: (n) => `${HEADER}\n${row(1, `"${'x\n'.repeat(n - 1)}x"`)}`,
		details: () => ({})
	},
	{
		code: 'CELL_TOO_LONG',
		limit: 'cellBytes',
		at: 30,
		content: (n) => `${HEADER}\n${row(1, 'x'.repeat(n))}`,
		details: (length, limit) => ({ length, limit })
	},
	{
		code: 'LIMIT_UNPACKED',
		limit: 'unpackedBytes',
		at: 200,
		content: (n) => gzipSync(`${HEADER}\n${row(1)}${row(2, 'x'.repeat(n - 62))}`),
		details: (size, limit) => ({ size, limit })
	},
	{
		code: 'LIMIT_CELLS',
		limit: 'cells',
		at: 12,
		content: (n) =>
			zipFile(workbookParts({ A: sheetRows(HEADER.split(','), ...Array.from({ length: n - 3 }, () => ['1'])) })),
		details: (cells, limit) => ({ cells, limit })
	}
];

describe('each limit holds at the number itself and not above it', () => {
	test.each(CASES.map((entry) => [entry.code, entry.at, entry] as const))(
		'%s: at %i minus 1 and at it nothing is said, at 1 more it is',
		async (code, at, { limit, content, details }) => {
			const limits = { ...LIMITS, [limit]: at };
			expect(await limitedBy(content(at - 1), limits)).not.toMatchObject({ code });
			expect((await limitedBy(content(at), limits))?.code).not.toBe(code);
			expect(await limitedBy(content(at + 1), limits)).toMatchObject({ code, details: details(at + 1, at) });
		}
	);

	test('the rows of a workbook are limited like those of a file', async () => {
		const limits = { ...LIMITS, rows: 3 };
		expect(await limitedBy(workbook(2), limits)).toBeNull();
		expect(await limitedBy(workbook(3), limits)).toBeNull();
		expect(await limitedBy(workbook(4), limits)).toMatchObject({ code: 'LIMIT_ROWS', line: 5, details: { limit: 3 } });
	});
});
