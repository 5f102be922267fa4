import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import type { Language } from '../messages/language.ts';
import type { Locale } from '../messages/messages.ts';
import WithLanguage from '../messages/WithLanguage.svelte';
import { chartLanguage } from './export-language.ts';
import { lightSheet, lightToken } from './export-sheet.ts';
import type { Figure } from './figure.ts';
import { WIDE } from './plot-width.ts';
import { BOLD, textLines } from './text-fit.ts';

const MARGIN = 32;
const SERIF = "'Iowan Old Style', Charter, Cambria, 'DejaVu Serif', Georgia, serif";
const SANS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif";

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The drawing of a chart as the page has it, without what only a page needs. */
function drawing<Props extends object>(component: Component<Props>, props: Props, language: Language): string {
	const { body } = render(WithLanguage, {
		props: { language, component: component as Component<object>, props: { ...props, width: WIDE } }
	});
	const svg = /<svg[\s\S]*<\/svg>/.exec(body)?.[0];
	if (svg === undefined) throw new Error('The component to export renders no <svg>.');
	return svg.replace(/<!--[\s\S]*?-->/g, '').replace(/ (?:data-mark|role|aria-hidden)="[^"]*"/g, '');
}

interface Line {
	text: string;
	name: string;
	height: number;
}

function lines(texts: string[], name: string, size: number, height: number): Line[] {
	return texts.flatMap((text) => textLines(text, WIDE, size, 8).map((line) => ({ text: line, name, height })));
}

function block(content: Line[], top: number): { markup: string; bottom: number } {
	let y = top;
	const markup = content.map((line) => {
		y += line.height;
		return `<text class="${line.name}" x="${MARGIN}" y="${y}">${escaped(line.text)}</text>`;
	});
	return { markup: markup.join(''), bottom: y };
}

function headLines(figure: Figure): Line[] {
	return [
		...lines([figure.title], 'title', 22 * BOLD, 28),
		...lines([figure.subtitle, ...(figure.filters ? [figure.filters] : [])], 'subtitle', 14, 20)
	];
}

function footLines(figure: Figure, { t }: Language): Line[] {
	const annotations = (figure.annotations ?? []).map(({ mark, text, source }) =>
		`(${mark}) ${text} ${source?.text ?? ''}`.trimEnd()
	);
	const sources = figure.sources.map((source) => source.text).join(t('charts.between'));
	const source = sources === '' ? '' : `${t('charts.source', { count: figure.sources.length })} ${sources}. `;
	const address = figure.permalink === null ? [] : [figure.permalink.frozen ?? figure.permalink.live];
	return [
		...lines(annotations, 'foot-strong', 12, 18),
		...lines(figure.isSample ? [t('charts.sample-note')] : [], 'foot-strong', 12, 18),
		...lines([...figure.notes, `${source}${figure.dataDate}`, ...address], 'foot', 12, 18)
	];
}

function sheet(): string {
	const [ink, soft] = [lightToken('--ink'), lightToken('--ink-soft')];
	return [
		lightSheet().replaceAll(lightToken('--paper'), '#ffffff').replaceAll(lightToken('--font'), SANS),
		`text { font-family: ${SANS}; fill: ${ink}; }`,
		`.title { font-family: ${SERIF}; font-size: 22px; font-weight: 700; }`,
		`.subtitle { font-size: 14px; fill: ${soft}; }`,
		`.foot { font-size: 12px; fill: ${soft}; }`,
		'.foot-strong { font-size: 12px; }',
		`.sample { font-family: ${SERIF}; font-size: 72px; font-weight: 700; fill: ${ink}; opacity: 0.09; }`
	].join(' ');
}

/**
 * A chart as a standalone drawing, light and in its wide layout: title, subtitle, filters, drawing, remarks, source,
 * data date and address, and the watermark of sample data. No script, no foreign content.
 */
export function figureSvg<Props extends object>(
	component: Component<Props>,
	props: Props,
	figure: Figure,
	locale: Locale
): string {
	const language = chartLanguage(locale);
	const head = block(headLines(figure), MARGIN - 8);
	const chart = drawing(component, props, language);
	const chartHeight = Number(/ height="([\d.]+)"/.exec(chart)?.[1] ?? 0);
	const chartTop = head.bottom + 20;
	const foot = block(footLines(figure, language), chartTop + chartHeight + 8);
	const [width, height] = [WIDE + 2 * MARGIN, Math.ceil(foot.bottom + MARGIN - 8)];
	const [x, y] = [width / 2, chartTop + chartHeight / 2];
	const watermark = `<text class="sample" x="${x}" y="${y}" text-anchor="middle" transform="rotate(-18 ${x} ${y})">`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
		` lang="${locale}" role="img" aria-label="${escaped(figure.title)}"><title>${escaped(figure.title)}</title>`,
		`<desc>${escaped(figure.summary)}</desc><style>${sheet()}</style>`,
		`<rect width="${width}" height="${height}" fill="#ffffff"/>`,
		head.markup,
		chart.replace('<svg', `<svg x="${MARGIN}" y="${chartTop}" overflow="visible"`),
		figure.isSample ? `${watermark}${escaped(language.t('charts.sample'))}</text>` : '',
		foot.markup,
		'</svg>'
	].join('');
}

function fontFiles(): string[] {
	const home = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json');
	const names = ['DejaVuSans', 'DejaVuSans-Bold', 'DejaVuSerif', 'DejaVuSerif-Bold'];
	return names.map((name) => home.replace(/package\.json$/, `ttf/${name}.ttf`));
}

/** The drawing as a PNG of twice its size, with the fonts that come along, so that it is the same everywhere. */
export function figurePng(svg: string): Uint8Array {
	// resvg looks for the first family of a list only.
	const drawn = svg.replaceAll(SERIF, "'DejaVu Serif'").replaceAll(SANS, "'DejaVu Sans'");
	const image = new Resvg(drawn, {
		fitTo: { mode: 'zoom', value: 2 },
		font: {
			loadSystemFonts: false,
			fontFiles: fontFiles(),
			defaultFontFamily: 'DejaVu Sans',
			sansSerifFamily: 'DejaVu Sans',
			serifFamily: 'DejaVu Serif'
		}
	});
	return image.render().asPng();
}
