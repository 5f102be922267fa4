import type { FlowDatum } from '#lib/charts/flow/flow-layout.ts';
import { flowTable } from '#lib/charts/flow/flow-table.ts';
import type { StripDatum } from '#lib/charts/strip/strip-layout.ts';
import { stripTable } from '#lib/charts/strip/strip-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { EventOutcomeRow, EventOutcomeSummary } from '#lib/metrics/registry-outcomes.server.ts';
import { figureFrame, noteTexts, shareText, type FigurePlace } from '../../../../figure-frame.ts';
import { wilsonText, withIntervals, type DrawnView } from '../../drawn-view.ts';
import { outcomeFlow } from './outcome-flow.ts';

export type Outcomes = Result<EventOutcomeRow, EventOutcomeSummary>;

interface Context {
	roleName: (role: string) => string;
	place: FigurePlace;
}
const STRIPS = 8;
/** A length of service is told of ten leavers or more (METHODS 7.3). */
const FEWEST = 10;

/** Role to outcome: who was still employed when the window ended, who had left and why. */
export function flowView(
	outcomes: Outcomes,
	{ roleName, place }: Context,
	language: Language
): DrawnView<{ data: FlowDatum[] }> | null {
	const { t, format } = language;
	const { total, until, dayZero } = outcomes.summary;
	if (total.people === 0) return null;
	const data = outcomeFlow(outcomes.rows, total, {
		role: roleName,
		reason: (type) => t(`metrics.separation.${type}`),
		stayed: t('analysis.flow.stayed'),
		left: t('analysis.flow.left'),
		otherReasons: t('analysis.flow.other-reasons'),
		otherRoles: t('analysis.flow.other-roles')
	});
	const values = { until: format.date(until), on: format.date(dayZero.on) };
	return {
		props: { data },
		figure: {
			...figureFrame('flow', place, outcomes, language),
			title: t('analysis.flow.title', {
				...values,
				share: shareText(total.stayed, total.people, language),
				interval: wilsonText(total.stayed, total.people, language)
			}),
			subtitle: t('analysis.flow.subtitle', values),
			summary: outcomes.rows
				.slice(0, 3)
				.map((row) =>
					t('analysis.flow.role', {
						role: roleName(row.group ?? ''),
						share: shareText(row.stayed, row.people, language),
						interval: wilsonText(row.stayed, row.people, language)
					})
				)
				.join(' '),
			notes: noteTexts(outcomes.notes, language),
			table: withIntervals(flowTable(data, language), sharesOf(data), language),
			methodHref: '/methods/event-outcomes'
		}
	};
}

/** Each pair as a part of its role; unknown where a pair of the role is hidden. */
function sharesOf(data: FlowDatum[]): { part: number | null; whole: number | null }[] {
	return data.map(({ role, people }) => {
		const own = data.filter((datum) => datum.role === role).map((datum) => datum.people);
		const isWhole = own.every((count) => count !== null);
		return { part: people, whole: isWhole ? own.reduce((sum, count) => sum + count, 0) : null };
	});
}

/** Lengths of service of the leavers, of the roles that lost most, or of everybody where each lost few; null where hidden or nobody left. */
export function tenureLostView(
	outcomes: Outcomes,
	{ roleName, place }: Context,
	language: Language
): DrawnView<{ rows: StripDatum[] }> | null {
	const { t, format } = language;
	const { total, until, dayZero } = outcomes.summary;
	if (total.isSuppressed || total.medianTenureYears === null) return null;
	const roles = outcomes.rows.filter((row) => row.left >= FEWEST).sort((a, b) => b.left - a.left);
	// Everybody on the same scale would leave nothing to see of the roles.
	const drawn = roles.length > 0 ? roles.slice(0, STRIPS) : [total];
	const nameOf = (row: EventOutcomeRow) => (row.group === null ? t('analysis.strip.all') : roleName(row.group));
	const rows = drawn.map((row) => ({
		group: nameOf(row),
		bins: row.tenure,
		median: row.left >= FEWEST ? row.medianTenureYears : null
	}));
	const values = { until: format.date(until), on: format.date(dayZero.on) };
	return {
		props: { rows },
		figure: {
			...figureFrame('tenure-lost', place, outcomes, language),
			title: t('analysis.strip.title', {
				left: total.left,
				median: format.fixed(total.medianTenureYears, 1),
				years: format.number(total.yearsLost)
			}),
			subtitle: t('analysis.strip.subtitle', values),
			summary: drawn
				.map((row) =>
					t('analysis.strip.role', {
						role: nameOf(row),
						left: row.left,
						median: format.fixed(row.medianTenureYears, 1)
					})
				)
				.join(' '),
			notes: [
				t('analysis.strip.note'),
				...(outcomes.rows.length > roles.length ? [t('analysis.strip.note-few', { least: FEWEST })] : []),
				...noteTexts(outcomes.notes, language)
			],
			table: stripTable(rows, language),
			methodHref: '/methods/event-outcomes'
		}
	};
}
