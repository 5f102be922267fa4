import type { Figure } from '#lib/charts/figure.ts';
import type { WaterfallStep } from '#lib/charts/waterfall/waterfall-layout.ts';
import { waterfallTable } from '#lib/charts/waterfall/waterfall-table.ts';
import type { Language } from '#lib/messages/language.ts';
import type { AttritionRow } from '#lib/metrics/registry-staff.server.ts';
import { figureFrame, noteTexts, type FigurePlace } from '../../../figure-frame.ts';
import type { Attrition } from './attrition-figure.ts';

type Moving = AttritionRow & { movement: NonNullable<AttritionRow['movement']> };

export interface MovementView {
	steps: WaterfallStep[];
	figure: Figure;
}

/** Headcount from one day to another as a sum: opening, hired, left by reason, closing; of everybody or of one role. */
export function movementView(
	attrition: Attrition,
	row: AttritionRow,
	scope: string | null,
	place: FigurePlace,
	language: Language
): MovementView | null {
	if (!hasMovement(row)) return null;
	const { t, format } = language;
	const { summary } = attrition;
	const steps = movementSteps(row, summary, language);
	const values = {
		opening: format.number(row.movement.opening),
		closing: format.number(row.movement.closing),
		hires: row.movement.hires,
		exits: row.separations ?? 0,
		from: format.date(summary.from),
		to: format.date(summary.to),
		scope: scope ?? t('analysis.movement.everybody')
	};
	const hasHidden = steps.some((step) => step.id === 'hidden');
	return {
		steps,
		figure: {
			...figureFrame('movement', place, attrition, language),
			title: t('analysis.movement.title', values),
			subtitle: t(scope === null ? 'analysis.movement.subtitle' : 'analysis.movement.subtitle-role', values),
			summary: t('analysis.movement.summary', { ...values, count: steps.length }),
			notes: [
				t('analysis.movement.note-days'),
				...(scope === null ? [] : [t('analysis.movement.note-moves')]),
				...(hasHidden ? [t('analysis.movement.note-hidden')] : []),
				...noteTexts(attrition.notes.filter(isOfCounts), language)
			],
			table: waterfallTable(steps, language),
			methodHref: '/methods/attrition-rate'
		}
	};
}

const OF_RATES = /denominator|annualised|overHundred|twoPointMisleads|regretted/;

/** Notes on rates say nothing about a sum of people. */
function isOfCounts({ key }: { key: string }): boolean {
	return !OF_RATES.test(key);
}

function hasMovement(row: AttritionRow): row is Moving {
	return row.movement !== null && row.separations !== null;
}

/** The parts in the order hired, moved in, left by reason (the most first), moved out; parts of nobody are left out. */
export function movementSteps(
	row: Moving,
	{ from, to, fold }: Pick<Attrition['summary'], 'from' | 'to' | 'fold'>,
	{ t, format }: Language
): WaterfallStep[] {
	const change = (id: string, label: string, count: number): WaterfallStep[] =>
		count === 0 ? [] : [{ id, label, kind: 'change', count }];
	const reasons = reasonsOf(row, fold);
	const shown = [...reasons.shown].sort((a, b) => b[1] - a[1]);
	return [
		{
			id: 'opening',
			label: format.shortDate(from),
			note: t('analysis.movement.morning'),
			kind: 'total',
			count: row.movement.opening
		},
		...change('hires', t('analysis.movement.hired'), row.movement.hires),
		...change('in', t('analysis.movement.moved-in'), row.transfersIn),
		...shown.flatMap(([type, count]) => change(type, t(`metrics.separation.${type}`), -count)),
		...change('hidden', t('analysis.movement.hidden'), -reasons.hidden),
		...change('out', t('analysis.movement.moved-out'), -row.transfersOut),
		{
			id: 'closing',
			label: format.shortDate(to),
			note: t('analysis.movement.evening'),
			kind: 'total',
			count: row.movement.closing
		}
	];
}

/** Exits by reason after folding; what is hidden stands together, as large as the exits leave it. */
function reasonsOf({ types, separations }: Moving, fold: string): { shown: Map<string, number>; hidden: number } {
	const categoryOf = (type: string) => (fold !== 'separate' && type.startsWith('ultimatum-') ? fold : type);
	const entries = Object.entries(types);
	const dark = new Set(entries.filter(([, count]) => count === null).map(([type]) => categoryOf(type)));
	const shown = new Map<string, number>();
	for (const [type, count] of entries)
		if (!dark.has(categoryOf(type))) shown.set(categoryOf(type), (shown.get(categoryOf(type)) ?? 0) + (count ?? 0));
	const known = [...shown.values()].reduce((sum, count) => sum + count, 0);
	return { shown, hidden: (separations ?? 0) - known };
}
