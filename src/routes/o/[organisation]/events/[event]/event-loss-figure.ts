import type { Figure } from '#lib/charts/figure.ts';
import type { ForestDatum } from '#lib/charts/forest/forest-layout.ts';
import { forestTable, ratioWithInterval } from '#lib/charts/forest/forest-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { EventLossRow, EventLossSummary } from '#lib/metrics/registry-events.server.ts';
import { figureFrame, noteTexts, shareText, type FigurePlace } from '../../../../figure-frame.ts';

export type Loss = Result<EventLossRow, EventLossSummary>;

const STATES = {
	harder: 'tested',
	lighter: 'tested',
	'chance-not-excluded': 'tested',
	'too-small': 'too-small',
	'nothing-to-compare': 'nothing-to-compare'
} as const;

/** The rows of the forest plot: the largest groups first, those too small to test at the end. */
export function lossRows(rows: EventLossRow[], nameOf: (group: string) => string): ForestDatum[] {
	return rows
		.toSorted(
			(a, b) =>
				Number(a.finding === 'too-small') - Number(b.finding === 'too-small') ||
				b.people - a.people ||
				(a.group < b.group ? -1 : 1)
		)
		.map((row) => ({
			group: nameOf(row.group),
			left: row.left,
			people: row.people,
			ratio: row.oddsRatio,
			lower: row.oddsLower,
			upper: row.oddsUpper,
			q: row.q,
			state: STATES[row.finding]
		}));
}

/** Who left after an event, group against rest, as a figure. */
export function eventLossFigure(loss: Loss, rows: ForestDatum[], place: FigurePlace, language: Language): Figure {
	const { t, format } = language;
	const { summary } = loss;
	return {
		...figureFrame('event-loss', place, loss, language),
		title: lossTitle(rows, summary, language),
		subtitle: t('figures.event-loss.subtitle', {
			day: format.date(summary.dayZero.on),
			until: format.date(summary.until),
			share: shareText(summary.left, summary.people, language)
		}),
		summary: lossWords(rows, language),
		notes: noteTexts(loss.notes, language),
		table: forestTable(rows, language),
		methodHref: '/methods/event-loss'
	};
}

const isFlagged = (row: ForestDatum) => row.q !== null && row.q <= 0.05;
const isHarder = (row: ForestDatum) => isFlagged(row) && (row.ratio ?? 1) > 1;

/** Names the flagged group with the largest odds ratio, effect first (METHODS 4.2). */
function lossTitle(rows: ForestDatum[], summary: EventLossSummary, language: Language): string {
	const { t, format } = language;
	const hardest = rows.filter(isHarder).toSorted((a, b) => b.ratio! - a.ratio!)[0];
	if (summary.left === 0) return t('figures.event-loss.title-nobody');
	if (!hardest) return t('figures.event-loss.title-even', { groups: summary.tested });
	const { ratio, interval } = ratioWithInterval(hardest, language);
	return t('figures.event-loss.title', {
		group: hardest.group,
		left: format.number(hardest.left),
		people: format.number(hardest.people),
		ratio,
		interval
	});
}

function lossWords(rows: ForestDatum[], language: Language): string {
	const { t, format } = language;
	const names = (chosen: ForestDatum[]) =>
		chosen.length === 0 ? t('figures.event-loss.none') : format.list(chosen.map((row) => row.group));
	const lighter = rows.filter((row) => isFlagged(row) && !isHarder(row));
	return t('figures.event-loss.summary', {
		groups: rows.filter((row) => row.state === 'tested').length,
		harder: names(rows.filter(isHarder)),
		lighter: names(lighter)
	});
}
