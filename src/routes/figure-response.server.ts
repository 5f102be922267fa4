import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import { figureCsv } from '#lib/charts/figure-csv.ts';
import { figureJson } from '#lib/charts/figure-json.ts';
import { figurePng, figureSvg } from '#lib/charts/figure-export.server.ts';
import type { Figure } from '#lib/charts/figure.ts';
import type { Locale } from '#lib/messages/messages.ts';

/** A figure with what draws it. The properties were checked where component and properties met. */
export interface DrawnFigure {
	figure: Figure;
	component: Component<object>;
	props: object;
}

/** Joins a figure with its drawing; the compiler checks that the properties are those of the component. */
export function drawn<Props extends object>(
	figure: Figure,
	component: Component<Props>,
	props: NoInfer<Omit<Props, 'width'>>
): DrawnFigure {
	return { figure, component: component as Component<object>, props };
}

const MEDIA = {
	svg: 'image/svg+xml; charset=utf-8',
	png: 'image/png',
	csv: 'text/csv; charset=utf-8',
	'excel-fr': 'text/csv; charset=utf-8',
	json: 'application/json; charset=utf-8'
};
type Format = keyof typeof MEDIA;
const FRENCH = { separator: ';', decimalMark: ',' } as const;
const PLAIN = { separator: ',', decimalMark: '.' } as const;

/** The download of a figure as svg, png, csv, csv for Excel in French or json; any other format does not exist. */
export function figureResponse(
	{ figure, component, props }: DrawnFigure,
	format: string,
	locale: Locale,
	cacheControl: string
): Response {
	if (!isFormat(format)) error(404, 'Not found');
	const extension = format === 'excel-fr' ? 'csv' : format;
	return new Response(bodyOf({ figure, component, props }, format, locale), {
		headers: {
			'content-type': MEDIA[format],
			'content-disposition': `attachment; filename="${figure.id}.${extension}"`,
			'cache-control': cacheControl
		}
	});
}

function isFormat(format: string): format is Format {
	return Object.hasOwn(MEDIA, format);
}

function bodyOf({ figure, component, props }: DrawnFigure, format: Format, locale: Locale): BodyInit {
	if (format === 'json') return figureJson(figure);
	if (format === 'excel-fr') return figureCsv(figure.table, FRENCH);
	if (format === 'csv') return figureCsv(figure.table, locale === 'fr' ? FRENCH : PLAIN);
	const svg = figureSvg(component, props, figure, locale);
	return format === 'svg' ? svg : new Uint8Array(figurePng(svg));
}
