import type { Figure } from '#lib/charts/figure.ts';
import type { ForestDatum } from '#lib/charts/forest/forest-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import { UnfitParameter } from '#lib/metrics/metric-definition.server.ts';
import { computeEventLoss } from '#lib/metrics/registry-events.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { FigurePlace } from '../../../../figure-frame.ts';
import { eventLossFigure, lossRows } from './event-loss-figure.ts';

export interface LossView {
	rows: ForestDatum[];
	figure: Figure;
}

/** Who left after the event, role by role; null without a roster, or where the event has no day in it. */
export async function eventLossView(
	reader: Reader,
	eventId: string,
	context: { roleName: (role: string) => string; place: FigurePlace },
	language: Language
): Promise<LossView | null> {
	try {
		const loss = await computeEventLoss(getRuntime(), reader, { eventId });
		if (loss === null || loss.summary.people === 0) return null;
		const rows = lossRows(loss.rows, context.roleName);
		return { rows, figure: eventLossFigure(loss, rows, context.place, language) };
	} catch (error) {
		if (error instanceof UnfitParameter) return null;
		throw error;
	}
}
