import JSZip from 'jszip';
import type PptxGenJS from 'pptxgenjs';
import type { Language } from '../messages/language.ts';
import { lightToken } from './export-sheet.ts';
import type { Figure, FigureTable } from './figure.ts';
import { nativeChart, type NativeChart } from './native-chart.ts';

/** One slide of sentences under headings. */
export interface TextSlide {
	title: string;
	subtitle: string;
	sections: { heading: string; sentences: string[] }[];
}

const [WIDTH, HEIGHT, MARGIN] = [13.33, 7.5, 0.5];
const INNER = WIDTH - 2 * MARGIN;
const ROWS_A_SLIDE = 16;
const MOST_TABLE_SLIDES = 20;
const FONT = 'Arial';

const hex = (token: string) => lightToken(token).replace('#', '').toUpperCase();

/**
 * Slides of figures that an office program can edit: sentences, native charts, native tables, sources. Every number of
 * a figure is in its chart or its table, at most 320 rows of it.
 */
export async function figureSlides(figures: Figure[], texts: TextSlide[], language: Language): Promise<Uint8Array> {
	const { default: Deck } = await import('pptxgenjs');
	const deck = new Deck();
	deck.layout = 'LAYOUT_WIDE';
	deck.title = texts[0]?.title ?? figures[0]?.title ?? 'Muster';
	deck.author = 'Muster';
	for (const text of texts) textSlide(deck, text, figures[0], language);
	for (const figure of figures) {
		chartSlide(deck, figure, language);
		tableSlides(deck, figure, language);
	}
	const written = (await deck.write({ outputType: 'nodebuffer' })) as Uint8Array;
	return repaired(written);
}

/** What pptxgenjs 4.0.1 writes wrongly in its charts, mended. */
async function repaired(written: Uint8Array): Promise<Uint8Array> {
	const archive = await JSZip.loadAsync(written);
	for (const file of archive.file(/^ppt\/charts\/chart\d+\.xml$/))
		archive.file(file.name, repairedChart(await file.async('string')));
	return archive.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

/**
 * A third axis is named that is never written: PowerPoint then offers to repair the file. And the numbers below a curve
 * are written like those beside it, in per cent.
 */
function repairedChart(xml: string): string {
	const named = (id: string) => xml.split(`<c:axId val="${id}"/>`).length - 1;
	return xml
		.replace(/<c:axId val="(\d+)"\/>/g, (axis, id: string) => (named(id) === 1 ? '' : axis))
		.replace(
			/(<c:valAx>\s*<c:axId val="2094734554"\/>[\s\S]*?<c:numFmt formatCode=")[^"]*" sourceLinked="1"/,
			'$1General" sourceLinked="0"'
		);
}

function head(slide: PptxGenJS.Slide, title: string, subtitle: string): void {
	const style = { x: MARGIN, w: INNER, fontFace: FONT, margin: 0, valign: 'top' } as const;
	slide.addText(title, { ...style, y: 0.35, h: 0.9, fontSize: 24, bold: true, color: hex('--ink'), fit: 'shrink' });
	slide.addText(subtitle, { ...style, y: 1.25, h: 0.45, fontSize: 12, color: hex('--ink-soft') });
}

function foot(slide: PptxGenJS.Slide, figure: Figure, { t }: Language): void {
	const sources = figure.sources.map((source) => source.text).join(t('charts.between'));
	const source = sources && `${t('charts.source', { count: figure.sources.length })} ${sources}.`;
	const address = figure.permalink?.frozen ?? figure.permalink?.live;
	const lines = [
		figure.isSample && t('charts.sample-note'),
		figure.filters,
		[source, figure.dataDate].filter(Boolean).join(' '),
		address
	];
	slide.addText(lines.filter(Boolean).join('\n'), {
		...{ x: MARGIN, y: HEIGHT - 0.85, w: INNER, h: 0.65, margin: 0, valign: 'bottom' },
		...{ fontFace: FONT, fontSize: 9, color: hex('--ink-soft') }
	});
}

function textSlide(deck: PptxGenJS, text: TextSlide, figure: Figure | undefined, language: Language): void {
	const slide = deck.addSlide();
	head(slide, text.title, text.subtitle);
	const columns = 2;
	const [width, rows] = [(INNER - 0.4) / columns, Math.ceil(text.sections.length / columns)];
	const height = (HEIGHT - 2.7) / rows;
	for (const [index, { heading, sentences }] of text.sections.entries()) {
		const [column, row] = [index % columns, Math.floor(index / columns)];
		const runs = sentences.map((sentence) => ({
			text: sentence,
			options: { breakLine: true, fontSize: 11, color: hex('--ink') }
		}));
		const title = { text: heading, options: { breakLine: true, bold: true, fontSize: 13, color: hex('--accent') } };
		slide.addText([title, ...runs], {
			...{ x: MARGIN + column * (width + 0.4), y: 1.75 + row * height, w: width, h: height - 0.1 },
			...{ fontFace: FONT, margin: 0, valign: 'top', paraSpaceAfter: 3 }
		});
	}
	if (figure) foot(slide, figure, language);
}

function chartSlide(deck: PptxGenJS, figure: Figure, language: Language): void {
	const slide = deck.addSlide();
	head(slide, figure.title, figure.subtitle);
	const chart = nativeChart(figure.table);
	if (chart === null) slide.addText(figure.summary, { ...box(), fontFace: FONT, fontSize: 16, valign: 'top' });
	else addChart(deck, slide, chart, figure);
	slide.addNotes([figure.summary, ...figure.notes].join('\n'));
	foot(slide, figure, language);
}

const box = () => ({ x: MARGIN, y: 1.75, w: INNER, h: HEIGHT - 2.75 });

function addChart(deck: PptxGenJS, slide: PptxGenJS.Slide, chart: NativeChart, figure: Figure): void {
	const { kind, series } = chart;
	const types = { bars: 'bar', stacked: 'bar', points: 'line', line: 'line', curve: 'scatter' } as const;
	const isBar = types[kind] === 'bar';
	const isNegative = series.some(({ values }) => values.some((value) => (value ?? 0) < 0));
	slide.addChart(deck.ChartType[types[kind]], chartData(chart, figure), {
		...box(),
		altText: figure.summary,
		chartColors: series.map((_, index) => hex(`--series-${(index % 7) + 1}`)),
		...(isBar ? ({ barDir: 'bar', catAxisOrientation: 'maxMin' } as object) : {}),
		...(kind === 'stacked' ? { barGrouping: 'stacked' } : {}),
		...(kind === 'points' ? { lineSize: 0, lineDataSymbolSize: 9 } : { lineSize: 2, lineDataSymbol: 'none' }),
		...(chart.isLogarithmic ? { valAxisLogScaleBase: 10 } : isNegative ? {} : { valAxisMinVal: 0 }),
		valAxisLabelFormatCode: chart.isShare ? '0%' : 'General',
		displayBlanksAs: kind === 'curve' ? 'span' : 'gap',
		showLegend: series.length > 1,
		legendPos: 'b',
		...{ legendFontFace: FONT, legendFontSize: 11, catAxisLabelFontFace: FONT, catAxisLabelFontSize: 10 },
		...{ valAxisLabelFontFace: FONT, valAxisLabelFontSize: 10, catGridLine: { style: 'none' } },
		valGridLine: { color: hex('--grid'), size: 0.75 }
	});
}

/** The series for the library; a curve keeps its value until its next step. Empty cells stand for what is not known. */
function chartData({ kind, categories, series }: NativeChart, { subtitle }: Figure): PptxGenJS.OptsChartData[] {
	const known = (values: (number | null)[]) => values as number[];
	if (kind !== 'curve') {
		const labels = categories.map(String);
		return series.map(({ name, values }) => ({ name, labels, values: known(values) }));
	}
	const steps = categories.map(Number);
	return [
		{ name: subtitle, values: steps.flatMap((step, index) => (index === 0 ? [step] : [step, step])) },
		...series.map(({ name, values }) => ({ name, values: known(stepped(values)) }))
	];
}

/** Each value twice: where the former step ends and where it begins; nothing after the last that is known. */
function stepped(values: (number | null)[]): (number | null)[] {
	const last = values.findLastIndex((value) => value !== null);
	let held: number | null = null;
	return values.flatMap((value, index) => {
		const former = held;
		held = index > last ? null : (value ?? held);
		return index === 0 ? [held] : [index > last ? null : former, held];
	});
}

function tableSlides(deck: PptxGenJS, figure: Figure, language: Language): void {
	const { columns, rows } = figure.table;
	const pages = Math.min(Math.ceil(rows.length / ROWS_A_SLIDE), MOST_TABLE_SLIDES);
	for (let page = 0; page < pages; page++) {
		const slide = deck.addSlide();
		const shown = rows.slice(page * ROWS_A_SLIDE, (page + 1) * ROWS_A_SLIDE);
		const range = { from: page * ROWS_A_SLIDE + 1, to: page * ROWS_A_SLIDE + shown.length, all: rows.length };
		head(slide, figure.title, language.t('charts.slide-rows', range));
		slide.addTable([headings(columns), ...shown.map((row) => cells(row, columns))], {
			...{ x: MARGIN, y: 1.75, w: INNER, fontFace: FONT, fontSize: columns.length > 9 ? 8 : 10 },
			border: { type: 'solid', pt: 0.5, color: hex('--line') },
			margin: [0.05, 0.08, 0.05, 0.08],
			valign: 'middle'
		});
		foot(slide, figure, language);
	}
}

function headings(columns: FigureTable['columns']): PptxGenJS.TableRow {
	return columns.map(({ label, align }) => ({
		text: label,
		options: { bold: true, align: align === 'end' ? 'right' : 'left', fill: { color: hex('--sunken') } }
	}));
}

function cells(row: FigureTable['rows'][number], columns: FigureTable['columns']): PptxGenJS.TableRow {
	return row.map((cell, index) => ({
		text: cell.text,
		options: { align: columns[index].align === 'end' ? 'right' : 'left' }
	}));
}
