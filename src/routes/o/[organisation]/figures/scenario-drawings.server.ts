import FanChart from '#lib/charts/fan/FanChart.svelte';
import type { Language } from '#lib/messages/language.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { drawn, type DrawnFigure } from '../../../figure-response.server.ts';
import { scenarioView } from '../what-if/what-if-view.server.ts';

/** The figures of what would be, and of when it is mended. */
export async function scenarioDrawing(
	id: string,
	reader: Reader,
	url: URL,
	language: Language
): Promise<DrawnFigure | null> {
	if (id !== 'what-if') return null;
	const view = await scenarioView(reader, url, language);
	return 'missing' in view || view.figure === null ? null : drawn(view.figure.figure, FanChart, view.figure.props);
}
