import { requireGallery } from './gallery-access.ts';

export function load() {
	requireGallery();
}
