import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import { protectedGroups, protectedTotals } from '#lib/server/disclosure/protect-groups.ts';
import { isChangeHidden, NOTHING_SHOWN } from '#lib/server/disclosure/shown-before.ts';
import type { ShownBefore, ShownPart } from '#lib/server/disclosure/shown-before.ts';
import { throughThresholds } from '#lib/server/disclosure/through-thresholds.ts';
import { responseTally } from '#lib/statistics/response-tally.ts';
import type { AnswerCounts } from '#lib/statistics/response-tally.ts';
import type { Result } from '../metric.ts';
import type { ResponseRow, ResponseSummary } from './ultimatum-response.ts';

type ResponseResult = Result<ResponseRow, ResponseSummary>;
type Counts = { asked: number; stay: number; leave: number; silent: number };

const ANSWERS = ['stay', 'leave', 'silent'] as const;
const NOTHING: AnswerCounts = { asked: null, stay: null, leave: null, silent: null };

/** Analysts see every count; for executives small groups and small counts are hidden, and what would give them away. */
export const responseProtection: Protection<ResponseResult> = {
	analyst: asItIs,
	executive: protectedResponse
};

/**
 * The answers with every count from 1 to threshold - 1 hidden, and with the further counts hidden that would give one
 * away by subtraction; shares, intervals and the curve are worked out again from what is left.
 *
 * Each table alone is audited together with those of the other groupings, see `protectedGroups`. How many were asked of
 * a role or level is known inside an organisation; of a band of tenure it is not.
 *
 * @param before what executives saw of the answers to this event before
 * @see METHODS 7.1, 7.2, 7.4
 */
export function protectedResponse(
	result: ResponseResult,
	threshold: number,
	before: ShownBefore = NOTHING_SHOWN
): ResponseResult {
	const shown = throughThresholds<ShownCounts>(threshold, (at, within) => shownCounts(result, at, before, within));
	const rule = result.summary.silenceRule;
	const rows = result.rows.map((row, index) => ({
		...row,
		...responseTally(shown.rows[index], rule),
		isSuppressed: hasHidden(shown.rows[index])
	}));
	const summary = protectedSummary(result.summary, shown.totals, threshold, before);
	const isSuppressed = rows.some((row) => row.isSuppressed) || summary.isSuppressed;
	// Whether an order turns round rests on counts of groups by level or site.
	const kept = result.notes.filter(({ key }) => !key.includes('.response.reversal.'));
	const notes = isSuppressed ? [...kept, { key: 'metrics.suppressed', details: { most: threshold - 1 } }] : kept;
	return { ...result, rows, summary, notes };
}

/** What may be seen of the answers. */
interface ShownCounts {
	totals: AnswerCounts;
	rows: AnswerCounts[];
}

function shownCounts(
	{ summary, rows }: ResponseResult,
	threshold: number,
	before: ShownBefore,
	within: ShownCounts | null
): ShownCounts {
	const all = countsOf(summary);
	if (all.asked > 0 && all.asked < threshold) return { totals: NOTHING, rows: rows.map(() => NOTHING) };
	const shown = protectedTotals(
		answersOf(all),
		threshold,
		{ part: before('total'), columns: ANSWERS },
		within && ANSWERS.map((answer) => within.totals[answer])
	);
	const totals = shownAnswers(all.asked, shown);
	return { totals, rows: shownRows(rows, totals, { threshold, before, within: within?.rows ?? null }) };
}

function countsOf(row: AnswerCounts): Counts {
	return { asked: row.asked ?? 0, stay: row.stay ?? 0, leave: row.leave ?? 0, silent: row.silent ?? 0 };
}

function answersOf(counts: Counts): number[] {
	return ANSWERS.map((answer) => counts[answer]);
}

function hasHidden(counts: AnswerCounts): boolean {
	return counts.asked === null || ANSWERS.some((answer) => counts[answer] === null);
}

function shownAnswers(asked: number, shown: readonly (number | null)[]): AnswerCounts {
	return { asked, stay: shown[0], leave: shown[1], silent: shown[2] };
}

function shownRows(
	rows: ResponseRow[],
	totals: AnswerCounts,
	{ threshold, before, within }: { threshold: number; before: ShownBefore; within: AnswerCounts[] | null }
): AnswerCounts[] {
	if (rows.length === 0) return [];
	const { dimension } = rows[0];
	const counts = rows.map((row) => answersOf(countsOf(row)));
	const shownTotals = [totals.stay, totals.leave, totals.silent];
	// By role, by level and by tenure: three tables of the same people.
	const shown = protectedGroups(counts, shownTotals, threshold, {
		isOneOfSeveral: true,
		within: within && within.map((row) => (row.asked === null ? null : ANSWERS.map((answer) => row[answer]))),
		before: {
			part: before(`by ${dimension}`),
			columns: ANSWERS,
			groups: rows.map(({ group }) => group),
			...(dimension === 'tenure' ? { size: 'asked' } : {})
		}
	});
	return rows.map((row, index) => {
		const own = shown[index];
		return own ? shownAnswers(row.asked ?? 0, own) : NOTHING;
	});
}

function protectedSummary(
	summary: ResponseSummary,
	totals: AnswerCounts,
	threshold: number,
	before: ShownBefore
): ResponseSummary {
	const isSmall = (count: number | null) => count !== null && count > 0 && count < threshold;
	const isHidden = (part: string, column: string, count: number | null) =>
		isSmall(count) || (count !== null && isChangeHidden(before(part), count, { row: null, column }, threshold));
	const classes = ['late', 'beforeAnnouncement', 'unknownPerson', 'superseded'] as const;
	const hidden = classes.filter((name) => isHidden('classes', name, summary[name]));
	const shown = Object.fromEntries(classes.map((name) => [name, hidden.includes(name) ? null : summary[name]]));
	const isAnyClassHidden = hidden.length > 0;
	const { stay, leave } = totals;
	const responders = stay === null || leave === null ? null : stay + leave;
	const isCurveShown = responders !== null && !isSmall(responders);
	const isSurgeShown =
		summary.surge &&
		!isHidden('surge', 'lastHour', summary.surge.lastHour) &&
		!isHidden('surge', 'earlier', summary.surge.earlier);
	return {
		...summary,
		...responseTally(totals, summary.silenceRule),
		...shown,
		reversals: null,
		rows: isAnyClassHidden ? null : summary.rows,
		leaveShareOfResponders: responders === null || responders === 0 ? null : (leave ?? 0) / responders,
		curve: isCurveShown ? coarseCurve(summary.curve, threshold, before('curve')) : [],
		lateMarks: hidden.includes('late') || !isCurveShown ? [] : summary.lateMarks,
		quantiles: isCurveShown ? summary.quantiles : summary.quantiles.map(({ p }) => ({ p, hours: null })),
		dkwHalfWidth: isCurveShown ? summary.dkwHalfWidth : null,
		surge: isCurveShown && isSurgeShown ? summary.surge : null,
		isSuppressed: hasHidden(totals) || isAnyClassHidden || !isCurveShown
	};
}

type Curve = ResponseSummary['curve'];

/** The curve in steps of at least `threshold` answers, which were no few more or less there before; it ends where it ended. */
function coarseCurve(curve: Curve, threshold: number, before: ShownPart): Curve {
	const all = curve.at(-1)?.count ?? 0;
	return throughThresholds<Curve>(threshold, (at, within) => coarse(within ?? curve, all, at, before));
}

function coarse(curve: Curve, all: number, threshold: number, before: ShownPart): Curve {
	const kept: Curve = [];
	for (const point of curve) {
		const former = kept.at(-1)?.count ?? 0;
		const isEnough = point.count - former >= threshold;
		const place = { row: null, column: String(point.hours) };
		const isFarFromBefore = !isChangeHidden(before, point.count, place, threshold);
		const isRestEnough = point.count === all || all - point.count >= threshold;
		if (isEnough && isRestEnough && isFarFromBefore) kept.push(point);
	}
	return kept;
}
