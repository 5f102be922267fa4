import { dayNumber } from '#lib/statistics/civil-date.ts';
import type { SurvivalCurve } from '#lib/statistics/kaplan-meier.ts';
import { survivalCounts } from '#lib/statistics/survival-counts.ts';
import { survivalGroups } from '#lib/statistics/survival-groups.ts';
import { timeToFill } from '#lib/statistics/time-to-fill.ts';
import type { Requisition } from '#lib/statistics/time-to-fill.ts';
import type { MetricTables } from '../metric-definition.server.ts';
import type { FillRow, MedianDays } from './recovery.ts';

/** A requisition by day numbers. */
export interface DatedRequisition extends Requisition {
	roleFamily: string | null;
	functionId: string | null;
}

export function dated(row: NonNullable<MetricTables['requisitions']>[number]): DatedRequisition {
	const day = (date: string | null) => (date === null ? null : dayNumber(date));
	return {
		...{ roleFamily: row.roleFamily, functionId: row.functionId, openedOn: dayNumber(row.openedOn) },
		...{ acceptedOn: day(row.acceptedOn), startsOn: day(row.startsOn), cancelledOn: day(row.cancelledOn) }
	};
}

/** Whether it was cancelled by a day without having been filled before. */
export function isCancelledBy(on: number, { startsOn, cancelledOn }: Requisition): boolean {
	return cancelledOn !== null && cancelledOn <= on && (startsOn === null || startsOn > cancelledOn);
}

/** Days from opening to the start as a curve of those still open, and how many were filled. */
export function fillCurve(rows: readonly Requisition[], on: number): { curve: SurvivalCurve; filled: number } {
	const found = estimate(rows, on, 'started');
	return { curve: found.curve, filled: found.events };
}

/** How the openings of each role were filled by a day; the roles by name, all of them last. */
export function fillRows(rows: readonly DatedRequisition[], on: number): FillRow[] {
	const opened = rows.filter(({ openedOn }) => openedOn <= on);
	if (opened.length === 0) return [];
	const byRole = new Map<string, DatedRequisition[]>();
	for (const row of opened) {
		const role = row.roleFamily ?? row.functionId ?? '';
		byRole.set(role, [...(byRole.get(role) ?? []), row]);
	}
	const roles = [...byRole].sort(([a], [b]) => (a < b ? -1 : 1));
	return [...roles.map(([role, own]) => fillRow(role, own, on)), fillRow(null, opened, on)];
}

function fillRow(role: string | null, rows: readonly DatedRequisition[], on: number): FillRow {
	const started = estimate(rows, on, 'started');
	const cancelled = rows.filter((row) => isCancelledBy(on, row)).length;
	return {
		...{ role, filled: started.events, cancelled, open: rows.length - started.events - cancelled },
		accepted: medianOf(estimate(rows, on, 'accepted')),
		started: medianOf(started)
	};
}

function estimate(rows: readonly Requisition[], on: number, until: 'accepted' | 'started') {
	return survivalGroups(survivalCounts(timeToFill(rows, on, until)), [0], {}).groups[0];
}

function medianOf({ quantiles }: ReturnType<typeof estimate>): MedianDays {
	const { time, lower, upper } = quantiles[1];
	return { days: time, lower, upper };
}
