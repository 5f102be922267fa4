import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import { heatmapTable } from '#lib/charts/heatmap/heatmap-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { EventLossRow, EventLossSummary } from '#lib/metrics/registry-events.server.ts';
import { figureFrame, noteTexts, shareText, type FigurePlace } from '../../../figure-frame.ts';
import { wilsonText, withIntervals, type DrawnView } from '../drawn-view.ts';

export interface LossOfEvent {
	name: string;
	loss: Result<EventLossRow, EventLossSummary>;
}

export const WINDOW_DAYS = 30;
const MOST_ROWS = 12;
const FEW = 10;

/** Share of each role that left within 30 days of each event, the largest roles first; null without events. */
export function rolesEventsView(
	losses: LossOfEvent[],
	roleName: (role: string) => string,
	place: FigurePlace,
	language: Language
): DrawnView<{ cells: HeatmapCell[] }> | null {
	const [first] = losses;
	if (first === undefined) return null;
	const { t } = language;
	const cells = rolesEventsCells(losses, roleName);
	const parts = cells.map(({ part, whole }) => ({ part, whole }));
	const share = ({ part, whole }: HeatmapCell) => (part ?? 0) / (whole || 1);
	const enough = cells.filter((cell) => (cell.whole ?? 0) >= FEW && (cell.part ?? 0) > 0);
	const highest = enough.toSorted((a, b) => share(b) - share(a))[0];
	return {
		props: { cells },
		figure: {
			...figureFrame('roles-events', place, first.loss, language),
			title: highest
				? t('analysis.grid.title', {
						role: highest.row,
						event: highest.column,
						share: shareText(highest.part ?? 0, highest.whole ?? 0, language),
						interval: wilsonText(highest.part, highest.whole, language)
					})
				: t('analysis.grid.title-none'),
			subtitle: t('analysis.grid.subtitle', { days: WINDOW_DAYS }),
			summary: t('analysis.grid.summary', {
				events: losses.length,
				roles: new Set(cells.map((cell) => cell.row)).size
			}),
			notes: [
				t('analysis.grid.note', { days: WINDOW_DAYS }),
				...noteTexts(
					first.loss.notes.filter(({ key }) => key.startsWith('metrics.clock') || key.startsWith('metrics.quality')),
					language
				)
			],
			table: withIntervals(heatmapTable(cells, language), parts, language),
			methodHref: '/methods/event-loss'
		}
	};
}

/** The largest roles by event, role by role; a role nobody had on the day of an event stands there without a number. */
export function rolesEventsCells(losses: LossOfEvent[], roleName: (role: string) => string): HeatmapCell[] {
	const largest = new Map<string, number>();
	for (const { group, people } of losses.flatMap(({ loss }) => loss.rows))
		largest.set(group, Math.max(people, largest.get(group) ?? 0));
	const roles = [...largest.keys()].sort((a, b) => largest.get(b)! - largest.get(a)!).slice(0, MOST_ROWS);
	return roles.flatMap((role) =>
		losses.map(({ name, loss }) => {
			const row = loss.rows.find((each) => each.group === role);
			return {
				...{ row: roleName(role), column: name, isSuppressed: false },
				...{ part: row?.left ?? null, whole: row?.people ?? null }
			};
		})
	);
}
