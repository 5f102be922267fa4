import { comparisonGallery } from './comparison/comparison.gallery.ts';
import { coverageGallery } from './coverage/coverage.gallery.ts';
import type { Gallery } from './gallery.ts';
import { fanGallery } from './fan/fan.gallery.ts';
import { flowGallery } from './flow/flow.gallery.ts';
import { forestGallery } from './forest/forest.gallery.ts';
import { headcountGallery } from './headcount/headcount.gallery.ts';
import { heatmapGallery } from './heatmap/heatmap.gallery.ts';
import { icicleGallery } from './icicle/icicle.gallery.ts';
import { rangesGallery } from './ranges/ranges.gallery.ts';
import { ratesGallery } from './rates/rates.gallery.ts';
import { responseCurveGallery } from './response-curve/response-curve.gallery.ts';
import { slopeGallery } from './slope/slope.gallery.ts';
import { stripGallery } from './strip/strip.gallery.ts';
import { survivalGallery } from './survival/survival.gallery.ts';
import { tallyGallery } from './tally/tally.gallery.ts';
import { timelineGallery } from './timeline/timeline.gallery.ts';
import { waterfallGallery } from './waterfall/waterfall.gallery.ts';

/** Every chart with its states, in the order of the gallery. One line a chart. */
export const GALLERIES: Gallery[] = [
	coverageGallery,
	headcountGallery,
	responseCurveGallery,
	tallyGallery,
	timelineGallery,
	rangesGallery,
	comparisonGallery,
	forestGallery,
	survivalGallery,
	waterfallGallery,
	heatmapGallery,
	icicleGallery,
	flowGallery,
	slopeGallery,
	stripGallery,
	ratesGallery,
	fanGallery
];

export function galleryById(id: string): Gallery | null {
	return GALLERIES.find((each) => each.id === id) ?? null;
}
