import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import { figureCsv } from '#lib/charts/figure-csv.ts';
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

const MEDIA = { svg: 'image/svg+xml; charset=utf-8', png: 'image/png', csv: 'text/csv; charset=utf-8' };

/** The download of a figure as svg, png or csv, named after the figure; any other format does not exist. */
export function figureResponse(
	{ figure, component, props }: DrawnFigure,
	format: string,
	locale: Locale,
	cacheControl: string
): Response {
	if (format !== 'svg' && format !== 'png' && format !== 'csv') error(404, 'Not found');
	return new Response(bodyOf({ figure, component, props }, format, locale), {
		headers: {
			'content-type': MEDIA[format],
			'content-disposition': `attachment; filename="${figure.id}.${format}"`,
			'cache-control': cacheControl
		}
	});
}

function bodyOf({ figure, component, props }: DrawnFigure, format: 'svg' | 'png' | 'csv', locale: Locale): BodyInit {
	if (format === 'csv')
		return figureCsv(
			figure.table,
			locale === 'fr' ? { separator: ';', decimalMark: ',' } : { separator: ',', decimalMark: '.' }
		);
	const svg = figureSvg(component, props, figure, locale);
	return format === 'svg' ? svg : new Uint8Array(figurePng(svg));
}
