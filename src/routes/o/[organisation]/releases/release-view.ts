import type { FigureTable } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import type { AuditLine, ReleaseContent } from '#lib/server/releases.ts';
import { publishedRate } from '#lib/server/disclosure/research-table.ts';
import { column, textCell } from '../../../figure-frame.ts';

/** The tables of a release as pages show them: rounded counts, the mark "c" for a hidden one, a rate where it may be. */
export function releaseTables(content: ReleaseContent, language: Language): { caption: string; table: FigureTable }[] {
	const { t, format } = language;
	const answerName = (answer: string) => t(`releases.answer-${answer}`);
	return content.tables.map(({ grouping, rows, columns, cells }) => ({
		caption: t(`releases.grouping-${grouping}`),
		table: {
			columns: [
				column('group', t(`releases.group-${grouping}`)),
				...columns.map((answer) => column(answer, answerName(answer), 'end')),
				column('total', t('releases.total'), 'end')
			],
			rows: cells.map((counts, index) => {
				const group = index < rows.length ? rows[index] : t('releases.total');
				const whole = counts.at(-1) ?? null;
				return [
					textCell(group === 'other' ? t('releases.other') : group),
					...counts.map((count, at) => {
						if (count === null) return { text: t('figures.suppressed-mark'), value: null };
						const rate = at < columns.length ? publishedRate(count, whole) : null;
						const share = rate === null ? '' : ` (${format.percent(rate)})`;
						return { text: `${format.number(count)}${share}`, value: count };
					})
				];
			})
		}
	}));
}

/** What an analyst confirms: every hidden cell with what can be worked out about it. */
export function auditTableOf(lines: AuditLine[], content: ReleaseContent, language: Language): FigureTable {
	const { t, format } = language;
	const ids = ['table', 'group', 'answer', 'interval', 'protected'];
	return {
		columns: ids.map((id) => column(id, t(`releases.audit-${id}`))),
		rows: lines.map(({ grouping, row, column: at, min, max, isProtected }) => {
			const table = content.tables.find((each) => each.grouping === grouping);
			const answer = table?.columns[at];
			return [
				textCell(t(`releases.grouping-${grouping}`)),
				textCell(table?.rows[row] ?? t('releases.total')),
				textCell(answer ? t(`releases.answer-${answer}`) : t('releases.total')),
				textCell(`${format.number(min)}–${Number.isFinite(max) ? format.number(max) : '∞'}`),
				textCell(t(isProtected ? 'releases.audit-yes' : 'releases.audit-no'))
			];
		})
	};
}
