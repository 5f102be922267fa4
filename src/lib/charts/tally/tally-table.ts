import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import type { TallyDatum } from './tally-layout.ts';

/** "38 % (22–57 %)", or the mark of a hidden group, or a dash where nothing can be said. */
export function shareWithInterval(datum: TallyDatum, { t, format }: Language): { share: string; interval: string } {
	if (datum.isSuppressed && datum.resolvedShare === null) {
		return { share: t('charts.suppressed-mark'), interval: t('charts.suppressed') };
	}
	const size = datum.asked ?? undefined;
	return {
		share: format.percent(datum.resolvedShare, size),
		interval: format.interval(datum.lower, datum.upper, size)
	};
}

/** The numbers of the tally chart, in its order. */
export function tallyTable(rows: TallyDatum[], language: Language): FigureTable {
	const { t, format } = language;
	const mark = t('charts.suppressed-mark');
	const count = (value: number | null, isSuppressed: boolean) =>
		numberCell(value, format.number, isSuppressed ? mark : undefined);
	return {
		columns: [
			textColumn('group', t('charts.column-group')),
			...(['asked', 'leave', 'silent', 'stay'] as const).map((id) => numberColumn(id, t(`charts.tally-${id}`))),
			numberColumn('share', t('charts.tally-resolved')),
			numberColumn('interval', t('charts.tally-interval'))
		],
		rows: rows.map((row) => {
			const { share, interval } = shareWithInterval(row, language);
			return [
				textCell(row.group),
				...(['asked', 'leave', 'silent', 'stay'] as const).map((id) => count(row[id], row.isSuppressed)),
				{ text: share, value: row.resolvedShare },
				textCell(interval)
			];
		})
	};
}
