import type { Figure, FigureCell } from '#lib/charts/figure.ts';
import type { TallyDatum } from '#lib/charts/tally/tally-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import type { ResponseRow } from '#lib/metrics/registry.server.ts';
import {
	column,
	countCell,
	figureFrame,
	noteTexts,
	shareText,
	textCell,
	type FigurePlace
} from '../../../../figure-frame.ts';
import type { Responses } from './response-curve-figure.ts';

export const DIMENSIONS = ['role', 'level', 'tenure'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const FEW = 10;

/** Answers by role, level or length of service, with the Wilson interval of those counted as leaving. */
export function responseGroupsFigure(
	responses: Responses,
	dimension: Dimension,
	place: FigurePlace,
	language: Language
): Figure {
	const { t } = language;
	return {
		...figureFrame(`answers-by-${dimension}`, place, responses, language),
		title: groupsTitle(responses.rows, dimension, language),
		subtitle: t(`figures.groups.subtitle-${dimension}`),
		summary: groupsWords(responses.rows, language),
		notes: [
			t('figures.groups.interval'),
			...(responses.rows.some((row) => row.asked !== null && row.asked < FEW) ? [t('figures.groups.few')] : []),
			...noteTexts(responses.notes, language)
		],
		table: groupsTable(responses.rows, dimension, language),
		methodHref: '/methods/ultimatum-response'
	};
}

/** The largest group first, hidden ones last in the order they came; lengths of service keep theirs. */
export function bySize(rows: ResponseRow[], dimension: Dimension): ResponseRow[] {
	return dimension === 'tenure' ? rows : rows.toSorted((a, b) => (b.asked ?? -1) - (a.asked ?? -1));
}

/** What the chart draws of each group. */
export function tallyRows(rows: ResponseRow[]): TallyDatum[] {
	return rows.map(({ group, asked, stay, leave, silent, resolvedShare, resolvedInterval, isSuppressed }) => ({
		group,
		asked,
		stay,
		leave,
		silent,
		resolvedShare,
		lower: resolvedInterval?.lower ?? null,
		upper: resolvedInterval?.upper ?? null,
		isSuppressed
	}));
}

/** Names the largest group: groups are ordered by size, never by rate alone (METHODS 2.3). */
export function groupsTitle(rows: ResponseRow[], dimension: Dimension, language: Language): string {
	const { t, format } = language;
	const shown = rows.filter((row) => row.resolvedShare !== null && row.asked !== null && row.resolvedLeavers !== null);
	if (shown.length === 0) return t(`figures.groups.title-none-${dimension}`);
	const largest = shown.reduce((best, row) => (row.asked! > best.asked! ? row : best));
	return t('figures.groups.title', {
		group: largest.group,
		share: shareText(largest.resolvedLeavers!, largest.asked!, language),
		interval: intervalText(largest, language),
		low: format.percent(Math.min(...shown.map((row) => row.resolvedShare!))),
		high: format.percent(Math.max(...shown.map((row) => row.resolvedShare!))),
		groups: shown.length
	});
}

function groupsWords(rows: ResponseRow[], language: Language): string {
	const { t } = language;
	const shown = rows.filter((row) => row.resolvedInterval !== null && row.resolvedLeavers !== null).slice(0, 4);
	const hidden = rows.filter((row) => row.isSuppressed).length;
	const sentences = shown.map((row) =>
		t('figures.groups.sentence', {
			group: row.group,
			share: shareText(row.resolvedLeavers!, row.asked!, language),
			interval: intervalText(row, language)
		})
	);
	if (hidden > 0) sentences.push(t('figures.groups.hidden', { count: hidden }));
	return [t('figures.groups.summary', { count: rows.length }), ...sentences].join(' ');
}

function intervalText(row: ResponseRow, { format }: Language): string {
	return format.interval(
		row.resolvedInterval?.lower ?? null,
		row.resolvedInterval?.upper ?? null,
		row.asked ?? undefined
	);
}

function groupsTable(rows: ResponseRow[], dimension: Dimension, language: Language): Figure['table'] {
	const { t } = language;
	const counts = ['asked', 'stay', 'leave', 'silent', 'resolved'] as const;
	return {
		columns: [
			column('group', t(`figures.groups.column-${dimension}`)),
			...counts.map((id) => column(id, t(`figures.groups.column-${id}`), 'end')),
			column('interval', t('figures.groups.column-interval'), 'end')
		],
		rows: rows.map((row) => groupCells(row, language))
	};
}

function groupCells(row: ResponseRow, language: Language): FigureCell[] {
	const count = (part: number | null): FigureCell => {
		if (part === null || row.asked === null || row.asked === 0) return countCell(part, row.isSuppressed, language);
		return { text: shareText(part, row.asked, language), value: part };
	};
	return [
		textCell(row.group),
		countCell(row.asked, row.isSuppressed, language),
		count(row.stay),
		count(row.leave),
		count(row.silent),
		count(row.resolvedLeavers),
		row.bounds && row.bounds.lower !== null
			? { text: language.format.interval(row.bounds.lower, row.bounds.upper, row.asked ?? undefined), value: null }
			: { text: row.isSuppressed ? language.t('figures.suppressed-mark') : intervalText(row, language), value: null }
	];
}
