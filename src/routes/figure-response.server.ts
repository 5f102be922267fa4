import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import { figureCsv } from '#lib/charts/figure-csv.ts';
import { figureJson } from '#lib/charts/figure-json.ts';
import { figurePng, figureSvg } from '#lib/charts/figure-export.server.ts';
import { figureSlides } from '#lib/charts/figure-pptx.server.ts';
import { chartLanguage } from '#lib/charts/export-language.ts';
import type { Figure, FigureTable } from '#lib/charts/figure.ts';
import type { Locale } from '#lib/messages/messages.ts';

/** A figure with what draws it. The properties were checked where component and properties met. */
export interface DrawnFigure {
	figure: Figure;
	/** null for a figure that is its table: it has no image and no slides. */
	component: Component<object> | null;
	props: object;
	/** All the data, where the table of the figure has only what is drawn. */
	full?: () => FigureTable;
}

/** A figure without a drawing. */
export function tabled(figure: Figure): DrawnFigure {
	return { figure, component: null, props: {} };
}

/** Joins a figure with its drawing; the compiler checks that the properties are those of the component. */
export function drawn<Props extends object>(
	figure: Figure,
	component: Component<Props>,
	props: NoInfer<Omit<Props, 'width'>>,
	full?: () => FigureTable
): DrawnFigure {
	return { figure, component: component as Component<object>, props, full };
}

const MEDIA = {
	svg: 'image/svg+xml; charset=utf-8',
	png: 'image/png',
	csv: 'text/csv; charset=utf-8',
	'excel-fr': 'text/csv; charset=utf-8',
	full: 'text/csv; charset=utf-8',
	json: 'application/json; charset=utf-8',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
};
type Format = keyof typeof MEDIA;
// What a download differs by beside its address: the language of the reader, and what is shown to members alone.
const READER = 'Cookie, Accept-Language';
const FRENCH = { separator: ';', decimalMark: ',' } as const;
const PLAIN = { separator: ',', decimalMark: '.' } as const;

/** The download of a figure as svg, png, csv, csv for Excel in French, json or pptx, or all its data; other formats do not exist. */
export async function figureResponse(
	drawing: DrawnFigure,
	format: string,
	locale: Locale,
	cacheControl: string
): Promise<Response> {
	if (!isFormat(format) || !isServed(format, drawing)) error(404, 'Not found');
	const extension = MEDIA[format].startsWith('text/csv') ? 'csv' : format;
	const name = format === 'full' ? `${drawing.figure.id}-full` : drawing.figure.id;
	return attachment(await bodyOf(drawing, format, locale), MEDIA[format], `${name}.${extension}`, cacheControl);
}

/** Slides as a download. */
export function slidesResponse(slides: Uint8Array, name: string, cacheControl: string): Response {
	return attachment(new Uint8Array(slides), MEDIA.pptx, `${name}.pptx`, cacheControl);
}

function attachment(body: BodyInit, type: string, name: string, cacheControl: string): Response {
	const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
	return new Response(body, { headers: { ...headers, 'cache-control': cacheControl, vary: READER } });
}

function isServed(format: Format, { component, full }: DrawnFigure): boolean {
	if (format === 'full') return full !== undefined;
	return component !== null || !['svg', 'png', 'pptx'].includes(format);
}

function isFormat(format: string): format is Format {
	return Object.hasOwn(MEDIA, format);
}

async function bodyOf(drawing: DrawnFigure, format: Format, locale: Locale): Promise<BodyInit> {
	const { figure, component, props, full } = drawing;
	if (format === 'pptx') return new Uint8Array(await figureSlides([figure], [], chartLanguage(locale)));
	if (format === 'json') return figureJson(figure);
	if (format === 'excel-fr') return figureCsv(figure.table, FRENCH);
	if (format === 'full' && full) return figureCsv(full(), locale === 'fr' ? FRENCH : PLAIN);
	if (format === 'csv') return figureCsv(figure.table, locale === 'fr' ? FRENCH : PLAIN);
	if (component === null) error(404, 'Not found');
	const svg = figureSvg(component, props, figure, locale);
	return format === 'svg' ? svg : new Uint8Array(figurePng(svg));
}
