import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { env } from '$env/dynamic/private';

/** The gallery is for development and tests; elsewhere it does not exist. */
export function requireGallery(): void {
	if (!dev && env.MUSTER_GALLERY !== '1') error(404);
}
