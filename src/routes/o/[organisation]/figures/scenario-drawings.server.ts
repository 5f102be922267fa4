import FanChart from '#lib/charts/fan/FanChart.svelte';
import HeatmapChart from '#lib/charts/heatmap/HeatmapChart.svelte';
import RangesChart from '#lib/charts/ranges/RangesChart.svelte';
import type { Language } from '#lib/messages/language.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { drawn, type DrawnFigure } from '../../../figure-response.server.ts';
import { recoveryView } from '../recovery/recovery-view.server.ts';
import { scenarioView } from '../what-if/what-if-view.server.ts';

/** The figures of what would be, and of when it is mended. */
export async function scenarioDrawing(
	id: string,
	reader: Reader,
	url: URL,
	language: Language
): Promise<DrawnFigure | null> {
	if (id === 'recovery' || id === 'recovery-months') {
		const view = await recoveryView(reader, url, language);
		if ('missing' in view) return null;
		if (id === 'recovery') return view.back && drawn(view.back.figure, RangesChart, view.back.props);
		return view.months && drawn(view.months.figure, HeatmapChart, view.months.props);
	}
	if (id !== 'what-if') return null;
	const view = await scenarioView(reader, url, language);
	return 'missing' in view || view.figure === null ? null : drawn(view.figure.figure, FanChart, view.figure.props);
}
