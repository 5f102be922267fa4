import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import { protectedGroups, protectedTotals } from '#lib/server/disclosure/protect-groups.ts';
import { isChangeHidden, NOTHING_SHOWN } from '#lib/server/disclosure/shown-before.ts';
import type { ShownBefore } from '#lib/server/disclosure/shown-before.ts';
import { throughThresholds } from '#lib/server/disclosure/through-thresholds.ts';
import type { Result } from '../metric.ts';
import { categoryOf, foldedCounts, SEPARATION_TYPES } from '../separation-types.ts';
import type { SeparationType } from '../separation-types.ts';
import type { AttritionRow, AttritionSummary } from './attrition-rate.ts';

type AttritionResult = Result<AttritionRow, AttritionSummary>;
type Types = AttritionRow['types'];

const REGRETS = ['regretted', 'others'] as const;
const UNKNOWN = Object.fromEntries(SEPARATION_TYPES.map((type) => [type, null])) as Types;
const NOTHING = Object.fromEntries(SEPARATION_TYPES.map((type) => [type, 0])) as Types;
const NOTES_WITH_REASONS = ['metrics.attrition.unknown', 'metrics.attrition.transfers'];

/** Analysts see every count; executives how many left and from where, but few reasons and none that single people out. */
export const attritionProtection: Protection<AttritionResult> = {
	analyst: asItIs,
	executive: protectedAttrition
};

/**
 * The result with every count of a reason from 1 to threshold - 1 hidden, and with those that would give one away.
 *
 * That somebody left, and from which role, is known inside an organisation; why is not. Reasons are shown for calendar
 * years only, in all and by role: two windows that overlap, or two ways to group, could be subtracted. A rate that
 * counts some reasons is shown where each of them is.
 *
 * @param before what executives saw of the reasons of this year before
 * @see METHODS 7.1, 7.2, 7.4
 */
export function protectedAttrition(
	result: AttritionResult,
	threshold: number,
	before: ShownBefore = NOTHING_SHOWN
): AttritionResult {
	const { summary } = result;
	const shown = throughThresholds<ShownReasons>(threshold, (at, within) => shownReasons(result, at, before, within));
	const hide = (row: AttritionRow, own: Reasons) => protectedRow(row, own, summary);
	const total = hide(summary.total, shown.total);
	const rows = result.rows.map((row, index) => {
		if (summary.group === null) return total;
		return summary.group === 'type' ? typeRow(row, shown.total, summary) : hide(row, shown.rows[index]);
	});
	const isSuppressed = [total, ...rows].some((row) => row.isSuppressed);
	const withoutNext = { row: null, column: 'withoutNext' };
	const isTransferHidden =
		total.isSuppressed ||
		isChangeHidden(before('transfers'), summary.transfersWithoutNext ?? 0, withoutNext, threshold);
	const isNoteHidden = isSuppressed || isTransferHidden;
	const notes = result.notes.filter(({ key }) => !isNoteHidden || !NOTES_WITH_REASONS.includes(key));
	if (isSuppressed) notes.push({ key: 'metrics.suppressed', details: { most: threshold - 1 } });
	if (!isByYear(result)) notes.push({ key: 'metrics.attrition.reasonsByYear' });
	const transfersWithoutNext = isTransferHidden ? null : summary.transfersWithoutNext;
	const categories = foldedCounts(total.types, summary.fold);
	return { ...result, rows, summary: { ...summary, total, categories, transfersWithoutNext }, notes };
}

/** What may be seen of the reasons of a row. */
interface Reasons {
	types: Types;
	regretted: number | null;
}

interface ShownReasons {
	total: Reasons;
	rows: Reasons[];
}

const HIDDEN: Reasons = { types: UNKNOWN, regretted: null };

function shownReasons(
	result: AttritionResult,
	threshold: number,
	before: ShownBefore,
	within: ShownReasons | null
): ShownReasons {
	const { total, group } = result.summary;
	const rows = result.rows.map((row) => (row.separations === 0 ? { types: NOTHING, regretted: 0 } : HIDDEN));
	const isHidden = (total.separations ?? 0) > 0 && (total.separations ?? 0) < threshold;
	if (!isByYear(result) || isHidden) return { total: HIDDEN, rows };
	const types = protectedTotals(
		typeCounts(total),
		threshold,
		{ part: before('types'), columns: SEPARATION_TYPES },
		within && shownTypes(within.total)
	);
	const regrets =
		total.regretted === null
			? [null, null]
			: protectedTotals(
					regretCounts(total),
					threshold,
					{ part: before('regrets'), columns: REGRETS },
					within && shownRegrets(within.total, total)
				);
	const shown = { types: typesOf(types), regretted: regrets[0] };
	if (group !== 'role') return { total: shown, rows };
	const used = result.rows.map((_, index) => index).filter((index) => result.rows[index].separations !== 0);
	const groups = used.map((index) => result.rows[index].group ?? '');
	const byType = protectedGroups(
		used.map((index) => typeCounts(result.rows[index])),
		types,
		threshold,
		{
			before: { part: before('types by role'), columns: SEPARATION_TYPES, groups },
			within: within && used.map((index) => shownTypes(within.rows[index]))
		}
	);
	const byRegret = protectedGroups(
		used.map((index) => regretCounts(result.rows[index])),
		regrets,
		threshold,
		{
			before: { part: before('regrets by role'), columns: REGRETS, groups },
			within: within && used.map((index) => shownRegrets(within.rows[index], result.rows[index]))
		}
	);
	used.forEach((index, place) => {
		const own = byType[place];
		const isRegretGiven = total.regretted !== null && result.rows[index].regretted !== null;
		rows[index] = {
			types: own ? typesOf(own) : UNKNOWN,
			regretted: isRegretGiven ? (byRegret[place]?.[0] ?? null) : null
		};
	});
	return { total: shown, rows };
}

/** Whether the window is one calendar year, or the present one so far; and no role alone is looked at. */
export function isByYear({ summary, versions }: AttritionResult): boolean {
	const year = summary.from.slice(0, 4);
	const isWhole = summary.from === `${year}-01-01` && summary.to === `${year}-12-31`;
	const isSoFar = summary.from === `${year}-01-01` && summary.to.startsWith(year) && summary.to === versions[0]?.asOf;
	return (isWhole || isSoFar) && summary.role === null;
}

function typeCounts(row: AttritionRow): number[] {
	return SEPARATION_TYPES.map((type) => row.types[type] ?? 0);
}

function regretCounts(row: AttritionRow): number[] {
	return [row.regretted ?? 0, (row.separations ?? 0) - (row.regretted ?? 0)];
}

function shownTypes({ types }: Reasons): (number | null)[] {
	return SEPARATION_TYPES.map((type) => types[type]);
}

function shownRegrets({ regretted }: Reasons, row: AttritionRow): (number | null)[] {
	return regretted === null ? [null, null] : regretCounts(row);
}

function typesOf(counts: (number | null)[]): Types {
	return Object.fromEntries(SEPARATION_TYPES.map((type, index) => [type, counts[index]])) as Types;
}

function protectedRow(row: AttritionRow, { types, regretted }: Reasons, summary: AttritionSummary): AttritionRow {
	const asked = SEPARATION_TYPES.filter((type) => summary.types.includes(categoryOf(type, summary.fold)));
	const isEvery = asked.length === SEPARATION_TYPES.length;
	const isCounted = isEvery || asked.every((type) => types[type] !== null);
	const isTypeHidden = SEPARATION_TYPES.some((type) => types[type] === null);
	const own = isCounted ? row : withoutRates(row);
	return {
		...own,
		// The months of a sum of monthly rates would say when the people of a reason left.
		sumOfMonthlyPercent: isEvery ? own.sumOfMonthlyPercent : null,
		types,
		regretted,
		regrettedPer100PersonYears: regretted === null ? null : row.regrettedPer100PersonYears,
		isSuppressed: !isCounted || isTypeHidden || (row.regretted !== null && regretted === null)
	};
}

function typeRow(row: AttritionRow, { types }: Reasons, summary: AttritionSummary): AttritionRow {
	const own = foldedCounts(types, summary.fold).find(({ type }) => type === (row.group as SeparationType));
	const isShown = own !== undefined && own.separations !== null;
	return {
		...(isShown ? row : withoutRates(row)),
		separations: isShown ? row.separations : null,
		sumOfMonthlyPercent: null,
		types: isShown ? row.types : UNKNOWN,
		regretted: null,
		regrettedPer100PersonYears: null,
		isSuppressed: !isShown
	};
}

function withoutRates(row: AttritionRow): AttritionRow {
	return {
		...row,
		counted: null,
		rate: null,
		rateInterval: null,
		ratePer100PersonYears: null,
		interval: null,
		periodPercent: null,
		annualisedSimplePercent: null,
		annualisedCompoundPercent: null,
		sumOfMonthlyPercent: null,
		twelfthOfMonthPercent: null
	};
}
