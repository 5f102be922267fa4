import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import { isChangeHidden, isMovedByFew, NOTHING_SHOWN } from '#lib/server/disclosure/shown-before.ts';
import type { ShownBefore, ShownPart } from '#lib/server/disclosure/shown-before.ts';
import { throughThresholds } from '#lib/server/disclosure/through-thresholds.ts';
import type { Result } from '../metric.ts';
import type { SharePoint } from '#lib/statistics/survival-estimate.ts';
import { MEAN_PEOPLE, shownMean, survivalGroup, survivalPart } from './survival-shown.server.ts';
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
 * Exits up to a tenure, exits of a reason and numbers at risk that differ by as few from what was shown in their place
 * before are hidden too.
 *
 * @see METHODS 7.1, 7.4
 */
export function protectedSurvival(
	result: SurvivalResult,
	threshold: number,
	before: ShownBefore = NOTHING_SHOWN
): SurvivalResult {
	const { summary } = result;
	const isShown = summary.isWhole && summary.clock === 'tenure';
	const rows = result.rows.map((row) => {
		const exits = row.exits ?? 0;
		if (!isShown || row.people < threshold || (exits > 0 && exits < threshold)) return hiddenRow(row);
		const isEverybody = summary.group === null && summary.role === null;
		return coarseRow(row, { threshold, before, place: placeOf(row, summary), isEverybody });
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

/** A row of a table as it was shown before. */
interface Place {
	part: string;
	group: string;
}

function placeOf(row: SurvivalRow, summary: SurvivalSummary): Place {
	return { part: survivalPart(summary), group: survivalGroup(row, summary) };
}

interface Coarseness {
	threshold: number;
	before: ShownBefore;
	place: Place;
	isEverybody: boolean;
}

type CoarseParts = Pick<SurvivalRow, 'curve' | 'risk' | 'incidence'>;

function coarseParts(row: SurvivalRow, asked: Coarseness, within: CoarseParts | null): CoarseParts {
	const { threshold, before, place, isEverybody } = asked;
	const changedIn = (part: ShownPart, group: string | null) => (count: number, column: string | number) =>
		isChangeHidden(part, count, { row: group, column: String(column) }, threshold);
	const { curve, risk } = within ?? row;
	const exits = { all: eventsOf(row.curve), threshold };
	return {
		curve: coarse(curve, exits, changedIn(before(`exits ${place.part}`), place.group)),
		risk: coarseRisk(risk, threshold, changedIn(before(`at risk ${place.part}`), place.group)),
		incidence: isEverybody
			? coarseReasons(row.incidence, within?.incidence ?? null, threshold, {
					exits: changedIn(before('reasons'), null),
					points: (type) => changedIn(before('exits by reason'), type)
				})
			: []
	};
}

function coarseRow(row: SurvivalRow, asked: Coarseness): SurvivalRow {
	const { threshold, before, place } = asked;
	const { curve, risk, incidence } = throughThresholds<CoarseParts>(threshold, (at, within) =>
		coarseParts(row, { ...asked, threshold: at }, within)
	);
	const means = { row: place.group, values: shownMean(row), people: MEAN_PEOPLE };
	const isMeanHidden = isMovedByFew(before(`mean ${place.part}`), means, threshold);
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
		restrictedMean: isMeanHidden ? null : row.restrictedMean,
		restP: null,
		restQ: row.restQ === null ? null : Number(row.restQ.toPrecision(2)),
		incidence,
		isSuppressed:
			isMeanHidden || risk.some(({ atRisk }) => atRisk === null) || incidence.some(({ exits }) => exits === null)
	};
}

/** Whether a count differs by too few from the one shown in this place before. */
type IsChanged = (count: number, column: string | number) => boolean;

function eventsOf(points: SharePoint[]): number {
	return points.reduce((sum, { events }) => sum + events, 0);
}

/** Points that stand for at least `threshold` exits each, as does what is left of `all` after the last. */
function coarse(
	points: SharePoint[],
	{ all, threshold }: { all: number; threshold: number },
	isChanged: IsChanged
): SharePoint[] {
	let left = all;
	let since = 0;
	let gone = 0;
	return points.flatMap((point, index) => {
		since += point.events;
		left -= point.events;
		gone += point.events;
		const isFine = since >= threshold && (left === 0 || left >= threshold) && !isChanged(gone, point.time);
		if (index > 0 && !isFine) return [];
		const events = since;
		since = 0;
		return [{ ...point, events, atRisk: null }];
	});
}

/** Numbers at risk as `farApart` shows them, looked through from whichever end shows more. */
function coarseRisk(risk: SurvivalRow['risk'], threshold: number, isChanged: IsChanged): SurvivalRow['risk'] {
	const forwards = farApart(risk, threshold, isChanged);
	const backwards = farApart([...risk].reverse(), threshold, isChanged).reverse();
	const shown = (cells: SurvivalRow['risk']) => cells.filter(({ atRisk }) => atRisk !== null).length;
	return shown(backwards) > shown(forwards) ? backwards : forwards;
}

/**
 * Numbers of at least `threshold` that differ from the one shown before by nothing or as many; by as many where one
 * between them is hidden, which could be read off two that are equal.
 */
function farApart(risk: SurvivalRow['risk'], threshold: number, isChanged: IsChanged): SurvivalRow['risk'] {
	let former: number | null = null;
	let isNext = true;
	return risk.map(({ time, atRisk: number }) => {
		if (number === null) {
			isNext = former === null;
			return { time, atRisk: null };
		}
		const change = former === null ? threshold : Math.abs(number - former);
		const isFar = change >= threshold || (change === 0 && isNext);
		const isShown = (number === 0 || number >= threshold) && isFar && !isChanged(number, time);
		isNext = isShown || former === null;
		if (isShown) former = number;
		return { time, atRisk: isShown ? number : null };
	});
}

/** Hidden reasons are two at least and add up to the threshold: each may then be anything from 0 to their sum. */
function coarseReasons(
	curves: IncidenceCurve[],
	within: IncidenceCurve[] | null,
	threshold: number,
	isChanged: { exits: IsChanged; points: (type: string) => IsChanged }
): IncidenceCurve[] {
	const exitsOf = ({ exits }: IncidenceCurve) => exits ?? 0;
	const bySize = [...curves].sort((a, b) => exitsOf(a) - exitsOf(b));
	const below = (curve: IncidenceCurve) => within?.find(({ type }) => type === curve.type) ?? curve;
	const isHidden = (curve: IncidenceCurve) =>
		exitsOf(curve) < threshold || isChanged.exits(exitsOf(curve), curve.type) || below(curve).exits === null;
	const hidden = new Set(bySize.filter(isHidden));
	const sum = () => [...hidden].reduce((all, curve) => all + exitsOf(curve), 0);
	for (const next of bySize) if (hidden.size > 0 && (hidden.size < 2 || sum() < threshold)) hidden.add(next);
	const pointsOf = (curve: IncidenceCurve) => {
		const points = [{ ...NOTHING_YET }, ...below(curve).points];
		return coarse(points, { all: eventsOf(curve.points), threshold }, isChanged.points(curve.type)).slice(1);
	};
	return curves.map((curve) =>
		hidden.has(curve) ? { ...curve, exits: null, points: [] } : { ...curve, points: pointsOf(curve) }
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
