import JSZip from 'jszip';
import Papa from 'papaparse';
import type { Page } from 'playwright-core';

interface ShownFigure {
	id: string;
	marks: string[];
	summary: string;
	/** Title, subtitle and notes. */
	head: string;
	rows: string[][];
	csv: string | null;
	pptx: string | null;
}
/** What one figure says in its chart, table, CSV, slides and summary, and where these differ. */
export interface FigureCheck {
	id: string;
	rows: number;
	/** Numbers compared: in marks, table cells, slides and the summary. */
	compared: number;
	differences: string[];
}

const TABLE_ROWS_IN_SLIDES = 320;

/** Reads every figure of an English page five ways. Values come from the CSV; the other four must say the same. */
export async function figureChecks(page: Page, address: string): Promise<FigureCheck[]> {
	await page.goto(address);
	const tiles = (await page.locator('.tile').allTextContents()).join(' ');
	const figures = await page.evaluate(() =>
		[...document.querySelectorAll('figure.figure')].map((figure): ShownFigure => {
			return {
				id: figure.id,
				marks: [...figure.querySelectorAll('.plot-wide [data-mark]')].map(
					(mark) => mark.getAttribute('aria-label') ?? ''
				),
				summary: figure.querySelector('.figure-summary')?.textContent ?? '',
				head: [...figure.querySelectorAll('.figure-head, .figure-notes')].map((part) => part.textContent).join(' '),
				rows: [...figure.querySelectorAll('table tbody tr')].map((row) =>
					[...row.children].map((cell) => (cell.textContent ?? '').trim())
				),
				csv: figure.querySelector('a[href*="/csv"]')?.getAttribute('href') ?? null,
				pptx: figure.querySelector('a[href*="/pptx"]')?.getAttribute('href') ?? null
			};
		})
	);
	const file = async (path: string) => (await page.request.get(new URL(path, address).href)).body();
	const offered = await Promise.all(
		figures
			.filter(({ csv }) => csv !== null)
			.map(async (figure) => ({
				figure,
				csv: rowsOf(await file(figure.csv!)),
				pptx: figure.pptx === null ? null : await file(figure.pptx)
			}))
	);
	// What the titles and tiles of a page say, and the sums of its tables, may be said again by its other figures.
	const said = offered.flatMap(({ figure, csv }) => [...numbersIn(figure.head).map(Number), ...sums(csv)]);
	const isTold = told([...numbersIn(tiles).map(Number), ...said]);
	return Promise.all(offered.map(({ figure, ...files }) => check(figure, { ...files, isTold })));
}

function rowsOf(csv: Buffer): string[][] {
	return Papa.parse<string[]>(
		csv
			.toString()
			.replace(/^\ufeff/, '')
			.trimEnd()
	).data.slice(1);
}

async function check(
	figure: ShownFigure,
	{ csv: values, pptx, isTold }: { csv: string[][]; pptx: Buffer | null; isTold: (digits: string) => boolean }
): Promise<FigureCheck> {
	// A figure that is its table has none.
	const slides = pptx === null ? { chart: [], rows: figure.rows } : await slideNumbers(pptx);
	const known = values.flat().filter(isNumber).map(Number);
	const isShown = told([...known, ...figure.rows.flat().flatMap((text) => numbersIn(text).map(Number))]);
	const isCount = (digits: string) => Number(digits) <= figure.rows.length;
	const exactly = new Set(known.map(String));
	const differences = [
		...tableDifferences(figure.rows, values),
		...missing('chart', figure.marks.flatMap(toldNumbers), (digits) => isShown(digits) || isTold(digits)),
		...missing('slides', slides.chart.map(String), (number) => exactly.has(number)),
		...(same(slides.rows.slice(0, TABLE_ROWS_IN_SLIDES), figure.rows.slice(0, TABLE_ROWS_IN_SLIDES))
			? []
			: ['slides: their table is another']),
		...missing('summary', toldNumbers(figure.summary), (digits) => isShown(digits) || isTold(digits) || isCount(digits))
	];
	const compared = figure.marks.flatMap(numbersIn).length + known.length + slides.chart.length;
	return { id: figure.id, rows: figure.rows.length, compared, differences: [...new Set(differences)] };
}

// The level of every interval, and of the tests.
const LEVELS = ['95', '0.05'];

/** Whether digits as written are one of these numbers, rounded, or as a percentage. */
function told(numbers: number[]): (digits: string) => boolean {
	const sizes = [...new Set(numbers.map(Math.abs))];
	return (digits) =>
		LEVELS.includes(digits) || sizes.some((size) => isRounded(size, digits) || isRounded(size * 100, digits));
}

function isRounded(size: number, digits: string): boolean {
	const decimals = digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0;
	return Math.abs(size - Number(digits)) <= 0.5 * 10 ** -decimals + 1e-9;
}

/** The sums of each column: over all rows, and over the rows of each first cell (all groups of a day). */
function sums(rows: string[][]): number[] {
	const groups = [
		rows,
		...[...new Set(rows.map(([first]) => first))].map((first) => rows.filter((row) => row[0] === first))
	];
	return groups.flatMap((group) =>
		(rows[0] ?? []).map((_, index) => group.reduce((sum, row) => sum + Number(numbersIn(row[index])[0] ?? 0), 0))
	);
}

function tableDifferences(rows: string[][], values: string[][]): string[] {
	if (rows.length !== values.length) return [`table: ${rows.length} rows, CSV: ${values.length}`];
	return rows.flatMap((row, at) =>
		row.flatMap((text, index) =>
			agrees(text, values[at][index]) ? [] : [`table: "${text}", CSV: "${values[at][index]}"`]
		)
	);
}

/** "> 99%" for 0.996, which is neither 99% nor 100%. */
function isBound(text: string, value: number): boolean {
	const [, sign, percent] = /^([<>])\s?([\d.]+)\s?%$/.exec(text) ?? [];
	return sign !== undefined && (sign === '>' ? value * 100 > Number(percent) : value * 100 < Number(percent));
}

/** A number is shown rounded, as a percentage where that is what it is; words and dates stand as they are. */
function agrees(text: string, value: string): boolean {
	if (value === '') return text === '–' || text === '';
	if (isNumber(value))
		return isBound(text, Number(value)) || numbersIn(text).some(told([Number(value)])) || /^q </.test(text);
	return /^\d{4}(?:-\d\d){0,2}$/.test(value)
		? text.includes(value.slice(0, 4))
		: text.endsWith(value.replace(/^'/, ''));
}

async function slideNumbers(pptx: Buffer): Promise<{ chart: number[]; rows: string[][] }> {
	const archive = await JSZip.loadAsync(pptx);
	const number = (name: string) => Number(/\d+/.exec(name));
	const texts = (pattern: RegExp) =>
		Promise.all(
			archive
				.file(pattern)
				.sort((a, b) => number(a.name) - number(b.name))
				.map((file) => file.async('string'))
		);
	const parts = (xml: string, tag: string) => xml.match(new RegExp(`<${tag}[ >][\\s\\S]*?</${tag}>`, 'g')) ?? [];
	const words = (xml: string) => [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => unescaped(text)).join('');
	const series = (await texts(/^ppt\/charts\/chart\d+\.xml$/)).flatMap((xml) => [
		...parts(xml, 'c:val'),
		...parts(xml, 'c:yVal')
	]);
	const values = series.flatMap((xml) => [...xml.matchAll(/<c:v>([^<]+)<\/c:v>/g)].map(([, text]) => Number(text)));
	const rows = (await texts(/^ppt\/slides\/slide\d+\.xml$/)).flatMap((xml) =>
		parts(xml, 'a:tr')
			.slice(1)
			.map((row) => parts(row, 'a:tc').map(words))
	);
	return { chart: values, rows };
}

const NAMED: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const unescaped = (text: string) => text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => NAMED[name]);
const isNumber = (value: string) => value !== '' && Number.isFinite(Number(value));
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const DATES = /\d{1,2} \p{Lu}\p{Ll}{2,8} \d{4}/gu;

/** Numbers as written, without dates, and without a percentage that other numbers beside it make: "25% (1 of 4)". */
function toldNumbers(text: string): string[] {
	const written = numbersIn(text.replace(DATES, ''));
	const isRatio = (digits: string) =>
		written.some((part) =>
			written.some((whole) => Number(whole) > 0 && isRounded((Number(part) / Number(whole)) * 100, digits))
		);
	return written.filter((digits) => !(text.includes(`${digits}%`) && isRatio(digits)));
}

/** Numbers as written, without the commas between thousands. */
function numbersIn(text: string | undefined): string[] {
	return (text?.match(/[\d,.]*\d/g) ?? []).map((digits) => digits.replaceAll(',', ''));
}

function missing(where: string, numbers: string[], isKnown: (digits: string) => boolean): string[] {
	return numbers.filter((number) => !isKnown(number)).map((number) => `${where}: ${number}`);
}
