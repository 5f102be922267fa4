import { parse } from 'csv-parse/sync';
import { unflatten } from 'devalue';
import { unzipSync } from 'fflate';

/** What no answer to a researcher may hold. */
export interface Secrets {
	/** Names, ids and addresses of people, in lower case. */
	canaries: string[];
	/** Years in which people were hired or left and nothing else happened, e.g. '199[1-6]'. */
	years: string;
}

/** An answer of the server: an address, its headers and its body as it came. */
export interface Answered {
	path: string;
	headers: Headers;
	bytes: Uint8Array;
}

const LEAST = 10;
/** Numbers of a page's data that count tables or pages, not people. */
const NOT_PEOPLE = ['withheld', 'hidden', 'status', 'all'];
const MONTHS = '(?:jan|feb|fév|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|août|sep|oct|nov|dec|déc)[\\p{L}.]*';

/** Everything in an answer that must not be there: canaries and exact dates of people, also inside archives. */
export function personalLeaks({ path, headers, bytes }: Answered, { canaries, years }: Secrets): string[] {
	const dates = [
		new RegExp(`(?:${years})-\\d{2}-\\d{2}`, 'u'),
		new RegExp(`\\d{1,2}[/.]\\d{1,2}[/.](?:${years})`, 'u'),
		new RegExp(`(?:\\d{1,2}(?:er)?\\s${MONTHS}|${MONTHS}\\s\\d{1,2},)\\s(?:${years})`, 'iu')
	];
	return textsOf({ headers, bytes }).flatMap((text) => {
		const lower = text.toLowerCase();
		return [
			...canaries.filter((canary) => lower.includes(canary)),
			...dates.flatMap((date) => date.exec(text)?.[0] ?? [])
		].map((found) => `${path}: ${found}`);
	});
}

/** Counts below ten in the tables, data and files of an answer that holds released tables. */
export function smallCounts({ path, headers, bytes }: Answered): string[] {
	const type = headers.get('content-type') ?? '';
	if (isZip(bytes)) {
		const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith('.csv'));
		return parts.flatMap(([name, part]) => told(`${path} ${name}`, csvNumbers(textOf(part))));
	}
	const text = textOf(bytes);
	if (type.startsWith('text/csv')) return told(path, csvNumbers(text));
	if (type.startsWith('text/html')) return told(path, tableNumbers(text));
	return type.startsWith('application/json') ? told(path, jsonNumbers(JSON.parse(text))) : [];
}

function told(path: string, counts: number[]): string[] {
	return counts.filter((count) => count < LEAST).map((count) => `${path}: a count of ${count}`);
}

function csvNumbers(text: string): number[] {
	const delimiter = text.split('\n')[0].includes(';') ? ';' : ',';
	const cells = (parse(text, { delimiter, bom: true }) as string[][]).slice(1).flat();
	return cells.filter((cell) => /^\d+$/.test(cell)).map(Number);
}

function tableNumbers(html: string): number[] {
	const plain = html.replaceAll(/<!--[^>]*-->/g, '');
	const shown = [...plain.matchAll(/<td[^>]*>\s*(\d+)(?![\d.,])/g)].map(([, count]) => Number(count));
	const behind = [...html.matchAll(/data-number="(\d+)"/g)].map(([, count]) => Number(count));
	return [...shown, ...behind];
}

/** The numbers of a page's data, as the framework sends it or as an answer to a form. */
function jsonNumbers(answer: { nodes?: ({ data?: unknown[] } | null)[]; data?: string }): number[] {
	const nodes = (answer.nodes ?? []).flatMap((node) => (node?.data ? [unflatten(node.data)] : []));
	const form = answer.data ? [unflatten(JSON.parse(answer.data))] : [];
	return [...nodes, ...form].flatMap((node) => peopleIn(node, ''));
}

function peopleIn(value: unknown, name: string): number[] {
	if (typeof value === 'number') return NOT_PEOPLE.includes(name) || !Number.isInteger(value) ? [] : [value];
	if (Array.isArray(value)) return value.flatMap((each) => peopleIn(each, name));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([own, each]) => peopleIn(each, own));
}

function textsOf({ headers, bytes }: Pick<Answered, 'headers' | 'bytes'>): string[] {
	const parts = isZip(bytes) ? Object.entries(unzipSync(bytes)).map(([name, part]) => `${name}\n${textOf(part)}`) : [];
	return [JSON.stringify([...headers]), textOf(bytes), ...parts];
}

function isZip(bytes: Uint8Array): boolean {
	return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

function textOf(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes);
}
