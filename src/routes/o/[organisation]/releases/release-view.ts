import type { FigureTable } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import type { AuditLine, ReleaseContent } from '#lib/server/releases.ts';
import { column, textCell } from '../../../figure-frame.ts';
import { releasedName } from '../../../release-names.ts';
import { nameCell } from '../../../release-tables.ts';

/** What an analyst confirms: every hidden cell with what can be worked out about it. */
export function auditTableOf(
	lines: AuditLine[],
	content: ReleaseContent,
	threshold: number,
	language: Language
): FigureTable {
	const { t, format } = language;
	const ids = ['table', 'group', 'answer', 'interval', 'protected'];
	return {
		columns: ids.map((id) => column(id, t(`releases.audit-${id}`, { threshold }))),
		rows: lines.map(({ grouping, row, column: at, min, max, isProtected }) => {
			const table = content.tables.find((each) => each.grouping === grouping);
			const answer = table?.columns[at];
			return [
				textCell(t(`releases.grouping-${grouping}`)),
				table && row < table.rows.length
					? nameCell(releasedName(content, grouping, table.rows[row], language))
					: textCell(t('releases.total')),
				textCell(answer ? t(`releases.answer-${answer}`) : t('releases.total')),
				textCell(`${format.number(min)}–${Number.isFinite(max) ? format.number(max) : '∞'}`),
				textCell(t(isProtected ? 'releases.audit-yes' : 'releases.audit-no'))
			];
		})
	};
}
