import type { Figure, FigureCell } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { SelectionRow, SelectionSummary } from '#lib/metrics/registry-selection.server.ts';
import {
	column,
	figureFrame,
	noteTexts,
	numberCell,
	shareText,
	textCell,
	type FigurePlace
} from '../../../figure-frame.ts';

export type Screen = Result<SelectionRow, SelectionSummary>;

/** Four-fifths ratios as a table: who was kept, by group, the ratios of both outcomes side by side. */
export function fourFifthsFigure(
	screen: Screen,
	nameOf: (group: string) => string,
	place: FigurePlace,
	language: Language
): Figure {
	const { t, format } = language;
	const { rows, summary, notes } = screen;
	const compared = rows.filter((row) => row.impactRatio !== null);
	const reference = rows.find((row) => row.isReference);
	const days = { from: format.date(summary.from), to: format.date(summary.to) };
	return {
		...figureFrame('four-fifths', place, screen, language),
		title: reference
			? t('selection.title', {
					below: compared.filter((row) => row.isBelowFourFifths).length,
					compared: compared.length,
					reference: nameOf(reference.group)
				})
			: t('selection.title-none'),
		subtitle: t('selection.subtitle', { ...days, by: t(`selection.dimension.${summary.dimension}`) }),
		summary:
			summary.people === 0
				? ''
				: t('selection.summary', { share: shareText(summary.retained, summary.people, language), groups: rows.length }),
		notes: noteTexts(notes, language),
		table: {
			columns: [
				column('group', t(`selection.dimension-heading.${summary.dimension}`)),
				...['people', 'retained', 'rate', 'ratio', 'separations', 'z', 'midp', 'fisher'].map((id) =>
					column(id, t(`selection.column-${id}`), 'end')
				),
				column('remark', t('selection.column-remark'))
			],
			rows: rows.map((row) => [
				textCell(nameOf(row.group)),
				numberCell(row.people, language),
				numberCell(row.retained, language),
				{ text: format.percent(row.retentionRate, row.people), value: row.retentionRate },
				numberCell(row.impactRatio, language, 3),
				ratioCell(row.separationRateRatio, language),
				numberCell(row.zPooled, language, 2),
				probabilityCell(row.pMidp, language),
				probabilityCell(row.pMinlike, language),
				textCell(remark(row, summary, language))
			])
		},
		methodHref: '/methods/four-fifths'
	};
}

const LEAST_PROBABILITY = 0.0001;

/** A p-value; one that would be rounded to zero is only said to be small. */
export function probabilityCell(value: number | null, language: Language): FigureCell {
	if (value === null || value >= LEAST_PROBABILITY) return numberCell(value, language, 4);
	return { text: `<\u00a0${language.format.number(LEAST_PROBABILITY, 4)}`, value };
}

function ratioCell(ratio: number | null, language: Language): FigureCell {
	return ratio === Infinity ? { text: '∞', value: '∞' } : numberCell(ratio, language, 2);
}

function remark(row: SelectionRow, { leastPercent }: SelectionSummary, { t, format }: Language): string {
	if (row.isReference) return t('selection.remark-reference');
	if (!row.isIncluded) return t('selection.remark-small', { percent: leastPercent });
	const words = [
		...(row.isBelowFourFifths ? [t('selection.remark-below')] : []),
		...(row.isReversedByOnePerson ? [t('selection.remark-one-person')] : [])
	];
	return format.list(words);
}
