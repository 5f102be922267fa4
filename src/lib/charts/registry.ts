import { coverageGallery } from './coverage/coverage.gallery.ts';
import type { Gallery } from './gallery.ts';

/** Every chart with its states, in the order of the gallery. One line a chart. */
export const GALLERIES: Gallery[] = [coverageGallery];

export function galleryById(id: string): Gallery | null {
	return GALLERIES.find((each) => each.id === id) ?? null;
}
