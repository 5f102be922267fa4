import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { chartLanguage } from './export-language.ts';
import type { Figure } from './figure.ts';
import { figureSlides } from './figure-pptx.server.ts';
import { nativeChart } from './native-chart.ts';
import { GALLERIES } from './registry.ts';

const LANGUAGE = chartLanguage('en');
/** Entries with tables of the same shape as the normal one. */
const LIKE_NORMAL = ['long-labels', 'sample'];
const READY = GALLERIES.map(({ id, entries }) => ({
	id,
	figures: entries
		.filter(({ id, status }) => status.kind === 'ready' && !LIKE_NORMAL.includes(id))
		.map((entry) => entry.figure(LANGUAGE))
}));

function figure(name: string): Figure {
	return READY.flatMap(({ figures }) => figures).filter(({ id }) => id === name)[0];
}

const unescaped = (text: string) =>
	text.replace(
		/&(lt|gt|quot|apos|amp);/g,
		(_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '&'
	);

/** What the slides hold: the words of each slide, the rows of its table, and the values of each series of its chart. */
async function read(slides: Uint8Array) {
	const archive = await JSZip.loadAsync(slides);
	const texts = (pattern: RegExp) =>
		Promise.all(
			archive
				.file(pattern)
				.sort((a, b) => Number(/\d+/.exec(a.name)) - Number(/\d+/.exec(b.name)))
				.map((file) => file.async('string'))
		);
	const inside = (xml: string, tag: string) =>
		[...xml.matchAll(new RegExp(`<${tag}[ >][\\s\\S]*?</${tag}>`, 'g'))].map(([part]) => part);
	const words = (xml: string) => [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => unescaped(text));
	const values = (xml: string) => [...xml.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, text]) => unescaped(text));
	const charts = await texts(/^ppt\/charts\/chart\d+\.xml$/);
	const pages = await texts(/^ppt\/slides\/slide\d+\.xml$/);
	return {
		pages: pages.map((xml) => words(xml)),
		rows: pages.flatMap((xml) =>
			inside(xml, 'a:tr')
				.map((row) => inside(row, 'a:tc').map((cell) => words(cell).join('')))
				.slice(1)
		),
		charts: charts.map((xml) => ({
			xml,
			series: inside(xml, 'c:ser').map((ser) => ({
				name: values(inside(ser, 'c:tx')[0])[0],
				numbers: values(inside(ser, 'c:val')[0] ?? inside(ser, 'c:yVal')[0])
					.filter(Boolean)
					.map(Number)
			}))
		}))
	};
}

describe.each(READY)('slides of the chart $id', ({ figures }) => {
	test('hold every cell of the tables, in order, and every number of the charts that can be edited', async () => {
		const slides = await read(await figureSlides(figures, [], LANGUAGE));
		expect(slides.rows).toEqual(figures.flatMap(({ table }) => table.rows.map((row) => row.map(({ text }) => text))));
		const native = figures.flatMap(({ table }) => nativeChart(table) ?? []);
		const distinct = (numbers: (number | null)[]) => [...new Set(numbers.filter((value) => value !== null))];
		expect(
			slides.charts.map(({ series }) => series.map(({ name, numbers }) => ({ name, numbers: distinct(numbers) })))
		).toEqual(native.map(({ series }) => series.map(({ name, values }) => ({ name, numbers: distinct(values) }))));
	});

	test('say title, source and date, and name no axis that is not there', async () => {
		const slides = await read(await figureSlides(figures.slice(0, 1), [], LANGUAGE));
		expect(slides.pages[0]).toContain(figures[0].title);
		expect(slides.pages[0].join(' ')).toContain('Source: Gallery fixture. Data as of 20 November 2022.');
		for (const { xml } of slides.charts) {
			const count = (pattern: RegExp) => xml.match(pattern)?.length;
			expect(count(/<c:axId /g)).toBe(2 * count(/<c:(?:catAx|valAx)>/g)!);
		}
	});
});

test('coverage of Site reliability: 9 of 15 now, 31 before, stand in three series', async () => {
	const slides = await read(await figureSlides([figure('coverage-normal')], [], LANGUAGE));
	const first = slides.charts[0].series.map(({ name, numbers }) => [name, numbers[0]]);
	expect(first).toEqual([
		['Minimum', 15],
		['Before', 31],
		['Qualified now', 9]
	]);
});

test('a curve stays where it is until its next step and ends with its last', async () => {
	const table = {
		columns: ['group', 'time', 'share'].map((id) => ({ id, label: id, align: 'start' as const })),
		rows: [
			['A', 0, 1],
			['A', 2, 0.5],
			['B', 0, 1],
			['B', 1, 0.8],
			['B', 3, 0.4]
		].map((row) => row.map((value) => ({ text: String(value), value })))
	};
	const slides = await read(await figureSlides([{ ...figure('coverage-normal'), table }], [], LANGUAGE));
	expect(slides.charts[0].series.map(({ numbers }) => numbers)).toEqual([
		[1, 1, 1, 1, 0.5],
		[1, 1, 0.8, 0.8, 0.8, 0.8, 0.4]
	]);
});

test('365 rows make a chart and 20 tables of 16 rows; the table says which rows of how many', async () => {
	const normal = figure('coverage-normal');
	const rows = Array.from({ length: 365 }, () => normal.table.rows[0]);
	const slides = await read(await figureSlides([{ ...normal, table: { ...normal.table, rows } }], [], LANGUAGE));
	expect(slides.rows).toHaveLength(320);
	expect(slides.pages[20]).toContain('Rows 305 to 320 of 365');
});

test('sentences stand under their headings, markup as text', async () => {
	const sections = [{ heading: 'What happened', sentences: ['Fewer than 5 <b> & more', 'Second'] }];
	const slides = await read(await figureSlides([], [{ title: 'Brief', subtitle: 'Acme', sections }], LANGUAGE));
	expect(slides.pages[0]).toEqual(['Brief', 'Acme', 'What happened', 'Fewer than 5 <b> & more', 'Second']);
});
