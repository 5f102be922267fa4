import { error } from '@sveltejs/kit';
import { galleryById } from '#lib/charts/registry.ts';
import { requireGallery } from '../gallery-access.ts';

export function load({ params }) {
	requireGallery();
	if (galleryById(params.chart) === null) error(404);
	return { chart: params.chart };
}
