import { cellText } from '../check/check-column.ts';
import { textReader } from './decode.ts';
import { readDateText } from '../values/dates.ts';
import type { Issue } from '../issue.ts';
import { readNumberText } from '../values/numbers.ts';
import type { Delimiter, Encoding, ImportPlan } from '../plan.ts';
import { openScanner, STRAY } from './scanner.ts';

export const DELIMITERS: Delimiter[] = [',', ';', '\t', '|'];
const HEAD_RECORDS = 2000;

export interface HeadRecord {
	line: number;
	cells: string[];
}
/** How one delimiter would cut the beginning of the file. */
export interface Candidate {
	delimiter: Delimiter;
	/** Records that are not blank, at most 2,000. */
	records: HeadRecord[];
	/** Most frequent number of cells, and the share of records that have it. */
	columns: number;
	share: number;
	/** Records with text behind a closing quote. */
	strays: number;
	fatal: Issue | null;
}

/** Cuts the head of a file (UTF-16 already as UTF-8, no mark) with one delimiter. */
export function candidate(
	head: Uint8Array,
	isWhole: boolean,
	{ encoding, ...cut }: Pick<ImportPlan, 'delimiter' | 'sheet' | 'escape'> & { encoding: Encoding }
): Candidate {
	const text = textReader(encoding);
	const records: HeadRecord[] = [];
	let strays = 0;
	const scanner = openScanner(cut, (record) => {
		if (record.recordFlags & STRAY) strays++;
		const cells =
			records.length < HEAD_RECORDS ? Array.from({ length: record.count }, (_, i) => cellText(record, i, text)) : [];
		if (cells.some((cell) => cell.trim() !== '')) records.push({ line: record.line, cells });
	});
	scanner.write(head);
	if (isWhole) scanner.end();
	const sizes = new Map<number, number>();
	for (const { cells } of records) sizes.set(cells.length, (sizes.get(cells.length) ?? 0) + 1);
	const [columns, most] = [...sizes].reduce((best, size) => (size[1] > best[1] ? size : best), [0, 0]);
	const share = records.length ? most / records.length : 0;
	return { delimiter: cut.delimiter, records, columns, share, strays, fatal: scanner.fatal };
}

/** True where backslashes before quotes make a table of what is none without them, or leave fewer loose quotes. */
export function needsBackslash(plain: Candidate, escaped: Candidate): boolean {
	if (escaped.fatal) return false;
	return plain.fatal?.code === 'QUOTE_UNCLOSED' || escaped.strays < plain.strays;
}

export interface DelimiterDecision {
	chosen: Candidate;
	/** A second delimiter that fits as well: asked. */
	rival: Candidate | null;
	isSingleColumn: boolean;
}

/** The delimiter that gives the same number of two or more cells in the most records. */
export function decideDelimiter(candidates: Candidate[]): DelimiterDecision {
	const fitness = ({ columns, share }: Candidate) => (columns < 2 ? 0 : share + Math.min(columns, 50) / 10_000);
	const sorted = [...candidates].sort((a, b) => fitness(b) - fitness(a));
	const [chosen, second] = sorted;
	const isTie =
		second !== undefined &&
		second.columns > 1 &&
		second.share >= chosen.share * 0.95 &&
		second.columns * 2 > chosen.columns;
	return { chosen, rival: isTie ? second : null, isSingleColumn: chosen.columns < 2 };
}

/** "sep=;" on line 1: the delimiter it declares. */
export function declaredDelimiter(head: Uint8Array): Delimiter | null {
	const match = /^"?sep=([,;\t|])"?\r?\n?/i.exec(Buffer.from(head.subarray(0, 16)).toString('latin1'));
	return match ? (match[1] as Delimiter) : null;
}

export interface HeaderDecision {
	line: number;
	cells: string[];
	/** Title lines above the header. */
	preamble: HeadRecord[];
	/** No cell of the first row looks like a name. */
	looksLikeData: boolean;
}

/** The header: the first record as wide as the table. Lines above it are a preamble. */
export function decideHeader({ records, columns }: Candidate, isKnown: (header: string) => boolean): HeaderDecision {
	// Where every row ends with a delimiter, the header may have one cell less.
	const isTrailing = records.every(({ cells }) => cells.length !== columns || cells[columns - 1] === '');
	const fits = ({ cells }: HeadRecord) => cells.length === columns || (isTrailing && cells.length === columns - 1);
	const at = Math.max(0, records.findIndex(fits));
	const { line, cells } = records[at];
	const hasName = cells.some((cell) => isKnown(cell));
	const isValue = (cell: string) =>
		cell.trim() !== '' && (readNumberText(cell.trim()) !== null || readDateText(cell.trim()) !== null);
	return { line, cells, preamble: records.slice(0, at), looksLikeData: !hasName && cells.some(isValue) };
}
