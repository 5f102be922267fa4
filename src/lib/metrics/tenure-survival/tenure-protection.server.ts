import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import type { Result } from '../metric.ts';
import type { SharePoint } from '#lib/statistics/survival-estimate.ts';
import type { IncidenceCurve, SurvivalRow, SurvivalSummary } from './tenure-survival.ts';

type SurvivalResult = Result<SurvivalRow, SurvivalSummary>;

/** Analysts see every step; executives none that stands for fewer exits than their threshold. */
export const survivalProtection: Protection<SurvivalResult> = {
	analyst: asItIs,
	executive: protectedSurvival
};

/**
 * The curves in steps of at least `threshold` exits, and everything else read off those; numbers at risk that differ by
 * fewer are hidden, as are reasons with fewer exits and those that would give them away.
 *
 * Only everything on file is shown, on the clock of tenure: two windows, or one reason and all, could be subtracted.
 * Reasons are shown for everybody together only, tenure by group only. Of the test of a group against the rest q alone is
 * shown, to two digits.
 *
 * @see METHODS 7.1, 7.4
 */
export function protectedSurvival(result: SurvivalResult, threshold: number): SurvivalResult {
	const { summary } = result;
	const isShown = summary.isWhole && summary.clock === 'tenure';
	const rows = result.rows.map((row) => {
		const exits = row.exits ?? 0;
		if (!isShown || row.people < threshold || (exits > 0 && exits < threshold)) return hiddenRow(row);
		return coarseRow(row, summary.group === null && summary.role === null, threshold);
	});
	const isSuppressed = rows.some((row) => row.isSuppressed);
	const notes = [...result.notes, { key: 'metrics.survival.coarse', details: { least: threshold } }];
	if (!isShown) notes.push({ key: 'metrics.survival.wholeOnly', details: {} });
	if (isSuppressed) notes.push({ key: 'metrics.suppressed', details: { most: threshold - 1 } });
	return { ...result, rows, summary: { ...summary, logRank: isShown ? summary.logRank : null }, notes };
}

function hiddenRow(row: SurvivalRow): SurvivalRow {
	return {
		...row,
		exits: row.exits === 0 ? 0 : null,
		curve: [],
		censored: [],
		risk: row.risk.map(({ time }) => ({ time, atRisk: null })),
		until: 0,
		quantiles: row.quantiles.map(({ p }) => ({ p, time: null, lower: null, upper: null })),
		values: row.values.map(({ time }) => ({ time, share: null, lower: null, upper: null })),
		restrictedMean: null,
		expectedExits: null,
		restP: null,
		restQ: null,
		incidence: [],
		isSuppressed: true
	};
}

function coarseRow(row: SurvivalRow, isEverybody: boolean, threshold: number): SurvivalRow {
	const curve = coarse(row.curve, threshold);
	const risk = coarseRisk(row.risk, threshold);
	const incidence = isEverybody ? coarseReasons(row.incidence, threshold) : [];
	const shown = risk.filter(({ atRisk }) => atRisk !== null && atRisk > 0).map(({ time }) => time);
	const until = Math.max(row.from, ...curve.map(({ time }) => time), ...shown);
	return {
		...row,
		curve,
		censored: [],
		risk,
		until,
		quantiles: row.quantiles.map(({ p }) => ({
			p,
			time: crossing(curve, p, 'share'),
			lower: crossing(curve, p, 'lower'),
			upper: crossing(curve, p, 'upper')
		})),
		values: row.values.map(({ time }) => valueAt(curve, time, until)),
		restP: null,
		restQ: row.restQ === null ? null : Number(row.restQ.toPrecision(2)),
		incidence,
		isSuppressed: risk.some(({ atRisk }) => atRisk === null) || incidence.some(({ exits }) => exits === null)
	};
}

/** Points that stand for at least `threshold` exits each, as does what is left after the last. */
function coarse(points: SharePoint[], threshold: number): SharePoint[] {
	let left = points.reduce((sum, { events }) => sum + events, 0);
	let since = 0;
	return points.flatMap((point, index) => {
		since += point.events;
		left -= point.events;
		if (index > 0 && (since < threshold || (left > 0 && left < threshold))) return [];
		const events = since;
		since = 0;
		return [{ ...point, events, atRisk: null }];
	});
}

/** Numbers at risk as `farApart` shows them, looked through from whichever end shows more. */
function coarseRisk(risk: SurvivalRow['risk'], threshold: number): SurvivalRow['risk'] {
	const forwards = farApart(risk, threshold);
	const backwards = farApart([...risk].reverse(), threshold).reverse();
	const shown = (cells: SurvivalRow['risk']) => cells.filter(({ atRisk }) => atRisk !== null).length;
	return shown(backwards) > shown(forwards) ? backwards : forwards;
}

/** Numbers of at least `threshold` that differ from the one shown before by nothing or as many. */
function farApart(risk: SurvivalRow['risk'], threshold: number): SurvivalRow['risk'] {
	let former: number | null = null;
	return risk.map(({ time, atRisk }) => {
		const number = atRisk ?? 0;
		const change = former === null ? threshold : Math.abs(number - former);
		const isShown = (number === 0 || number >= threshold) && (change === 0 || change >= threshold);
		if (isShown) former = number;
		return { time, atRisk: isShown ? number : null };
	});
}

/** Hidden reasons are two at least and add up to the threshold: each may then be anything from 0 to their sum. */
function coarseReasons(curves: IncidenceCurve[], threshold: number): IncidenceCurve[] {
	const exitsOf = ({ exits }: IncidenceCurve) => exits ?? 0;
	const bySize = [...curves].sort((a, b) => exitsOf(a) - exitsOf(b));
	const hidden = new Set(bySize.filter((curve) => exitsOf(curve) < threshold));
	const sum = () => [...hidden].reduce((all, curve) => all + exitsOf(curve), 0);
	for (const next of bySize) if (hidden.size > 0 && (hidden.size < 2 || sum() < threshold)) hidden.add(next);
	return curves.map((curve) =>
		hidden.has(curve)
			? { ...curve, exits: null, points: [] }
			: { ...curve, points: coarse([{ ...NOTHING_YET }, ...curve.points], threshold).slice(1) }
	);
}

const NOTHING_YET: SharePoint = { time: 0, share: 0, lower: null, upper: null, events: 0, atRisk: null };

function crossing(curve: SharePoint[], p: number, side: 'share' | 'lower' | 'upper'): number | null {
	const point = curve.find((each) => {
		const height = each[side];
		return height !== null && height <= 1 - p + 1e-9;
	});
	return point?.time ?? null;
}

function valueAt(curve: SharePoint[], time: number, until: number): SurvivalRow['values'][number] {
	const point = time > until ? undefined : curve.findLast((each) => each.time <= time);
	return { time, share: point?.share ?? null, lower: point?.lower ?? null, upper: point?.upper ?? null };
}
