import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import { garwoodInterval } from '#lib/statistics/garwood-interval.ts';
import { ratioToBaseline, separationWindows } from '#lib/statistics/separation-windows.ts';
import type { DayWindow } from '#lib/statistics/separation-windows.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { DayZero } from '../event-day-zero.ts';
import { keptSpells } from '../kept-spells.server.ts';
import type { Computed } from '../metric-definition.server.ts';
import type { Interval, Note } from '../metric.ts';
import { rosterNotes } from '../roster-notes.ts';
import type { SeparationBaselineRow, SeparationBaselineSummary, SeparationWindow } from './separation-baseline.ts';
import { windowCounts } from './window-counts.server.ts';
import type { WindowCounts } from './window-counts.server.ts';

export interface SeparationBaselineParams {
	dayZero: DayZero;
	/** Civil date the roster was true: windows end with it. */
	asOf: string;
	/** 'role': the windows of each role family; null: of everybody. */
	group: 'role' | null;
	contractors: 'in' | 'out';
}

const YEAR_DAYS = 365.25;
const WINDOWS: SeparationWindow[] = ['baseline', 'post', 'aftershock'];

/**
 * The rate of separations after an event against that of the year before, per person-day.
 *
 * Baseline: days -395 to -31, without the last 30 days, when people may have left in anticipation. After: days 0 to 180;
 * aftershock: days 2 to 180, without the first. Exact ratio of two rates, so the baseline's own uncertainty is inside the
 * limits. Seasons are not taken out. Windows end where the data end.
 *
 * @param tables.roster a roster as described in `columns.ts`; tables.roles the role family of every row
 * @returns three rows for everybody, or for each role by size of its baseline
 * @see METHODS 6.3, 1.3 to 1.5
 * @example 2 separations in 5841 person-days before, 4 in 2099 after: ratio 5.5655, 0.7976 to 61.5259
 */
export function separationBaseline(
	tables: { roster: ColumnTable; roles: RoleColumn },
	params: SeparationBaselineParams
): Computed<SeparationBaselineRow, SeparationBaselineSummary> {
	const end = dayNumber(params.asOf);
	const windows = separationWindows(dayNumber(params.dayZero.on));
	const cut = WINDOWS.map((name) => ({ from: windows[name].from, to: Math.min(windows[name].to, end) }));
	const isByRole = params.group === 'role';
	const options = { isByRole, withoutContractors: params.contractors === 'out' };
	const counted = windowCounts(tables, cut, options);
	const groups = isByRole
		? tables.roles.families.map((group, index) => ({ group, index }))
		: [{ group: null, index: 0 }];
	const used = groups
		.filter(({ index }) => !isByRole || cut.some((_, w) => counted.personDays[w][index] > 0))
		.sort((a, b) => counted.personDays[0][b.index] - counted.personDays[0][a.index]);
	const rows = used.flatMap(({ group, index }) => cut.map((_, w) => windowRow(group, w, cut, index, counted)));
	const summary = {
		dayZero: params.dayZero,
		group: params.group,
		daysMissing: Math.max(0, windows.post.to - Math.max(end, windows.post.from - 1)),
		transfersWithoutNext: counted.transfersWithoutNext
	};
	const { quality } = keptSpells(tables.roster, { withoutContractors: options.withoutContractors });
	return { rows, summary, notes: [...notesOf(rows, summary), ...rosterNotes(quality)] };
}

function windowRow(
	group: string | null,
	window: number,
	cut: DayWindow[],
	index: number,
	counted: WindowCounts
): SeparationBaselineRow {
	const of = (w: number) => ({ separations: counted.separations[w][index], personDays: counted.personDays[w][index] });
	const own = of(window);
	const { from, to } = cut[window];
	const isThere = to >= from;
	const scale = YEAR_DAYS * 100;
	const ratio = window === 0 ? null : ratioToBaseline(own, of(0));
	const limits = garwoodInterval(own.separations, own.personDays / scale) ?? { lower: null, upper: null };
	return {
		group,
		window: WINDOWS[window],
		from: isThere ? civilDate(from) : null,
		to: isThere ? civilDate(to) : null,
		days: Math.max(0, to - from + 1),
		...own,
		ratePer100PersonYears: own.personDays === 0 ? null : (own.separations / own.personDays) * scale,
		interval: { ...limits, method: 'garwood', level: 0.95 },
		ratio: ratio?.ratio ?? null,
		ratioInterval: ratio && ratioInterval(ratio),
		pCentral: ratio?.pCentral ?? null,
		pMidp: ratio?.pMidp ?? null
	};
}

function ratioInterval({ lower, upper }: { lower: number | null; upper: number | null }): Interval {
	return { lower, upper, method: 'exact-rate-ratio', level: 0.95 };
}

function notesOf(rows: SeparationBaselineRow[], summary: SeparationBaselineSummary): Note[] {
	const notes: Note[] = [{ key: 'metrics.baseline.windows' }, { key: 'metrics.baseline.seasons' }];
	const before = rows.filter((row) => row.window === 'baseline');
	if (summary.daysMissing > 0) notes.push({ key: 'metrics.window.cut', details: { days: summary.daysMissing } });
	if (before.every((row) => row.separations === 0)) notes.push({ key: 'metrics.baseline.noneBefore' });
	if (summary.transfersWithoutNext > 0)
		notes.push({ key: 'metrics.baseline.transfers', details: { rows: summary.transfersWithoutNext } });
	return notes;
}
