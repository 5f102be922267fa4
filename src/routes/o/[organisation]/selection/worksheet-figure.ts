import type { Figure } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { WorksheetRow, WorksheetSummary } from '#lib/metrics/registry-selection.server.ts';
import { column, figureFrame, noteTexts, numberCell, textCell, type FigurePlace } from '../../../figure-frame.ts';

/** The job title by age worksheet as a table; nothing of it is hidden or rounded. */
export function worksheetFigure(
	worksheet: Result<WorksheetRow, WorksheetSummary>,
	place: FigurePlace,
	language: Language
): Figure {
	const { t, format } = language;
	const { rows, summary, notes } = worksheet;
	const { selectedVoluntary, selectedInvoluntary, notSelected } = summary;
	return {
		...figureFrame('owbpa-worksheet', place, worksheet, language),
		title: t('selection.worksheet-title', { selected: selectedVoluntary + selectedInvoluntary, others: notSelected }),
		subtitle: t('selection.worksheet-subtitle', {
			from: format.date(summary.from),
			to: format.date(summary.to),
			on: format.date(summary.agesOn)
		}),
		summary: t('selection.worksheet-summary', {
			voluntary: selectedVoluntary,
			involuntary: selectedInvoluntary,
			lines: rows.length
		}),
		notes: noteTexts(notes, language),
		table: {
			columns: [
				column('title', t('selection.column-title')),
				column('grade', t('selection.column-grade')),
				...['age', 'voluntary', 'involuntary', 'not-selected'].map((id) =>
					column(id, t(`selection.column-${id}`), 'end')
				)
			],
			rows: rows.map((row) => [
				textCell(row.jobTitle),
				textCell(row.grade),
				numberCell(row.age, language),
				numberCell(row.selectedVoluntary, language),
				numberCell(row.selectedInvoluntary, language),
				numberCell(row.notSelected, language)
			])
		},
		methodHref: '/methods/owbpa-worksheet'
	};
}
