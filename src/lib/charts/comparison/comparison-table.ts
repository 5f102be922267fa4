import type { Language } from '../../messages/language.ts';
import { numberCell, numberColumn, textCell, textColumn } from '../cells.ts';
import type { FigureTable } from '../figure.ts';
import { DAYS_SHOWN } from './comparison-layout.ts';
import type { ComparisonPanel, ComparisonPoint, ComparisonStay } from './comparison-layout.ts';

/** 58.6%–97.3%, at least 80%, 91.6% (91.5%–91.7%). */
export function pointText({ low, best, high }: ComparisonPoint, { t, format }: Language): string {
	const share = (value: number | null) => format.shareEstimate(null, value, null, 1);
	if (best === null && high === null) return t('charts.at-least', { value: share(low) });
	if (best === null && low === null) return t('charts.at-most', { value: share(high) });
	return format.shareEstimate(low, best, high, 1);
}

/** People who never left: 91.7%, 95% interval 87.5%–94.5%. */
export function stayText({ share, lower, upper }: ComparisonStay, { t, format }: Language): string {
	const interval = t('charts.comparison-band', { interval: format.interval(lower, upper, 100) });
	return `${t('charts.comparison-stayed')}: ${format.percent(share, 100)}, ${interval}`;
}

/** Every mark of the drawing, event by event in order of days. */
export function comparisonTable(panels: ComparisonPanel[], language: Language): FigureTable {
	const { t, format } = language;
	const share = (value: number | null) => numberCell(value, (known) => format.shareEstimate(null, known, null, 1));
	const isShown = ({ day }: { day: number }) => day >= DAYS_SHOWN.from && day <= DAYS_SHOWN.to;
	const line = (
		panel: ComparisonPanel,
		kind: string,
		mark: Partial<ComparisonPoint> & { day: number; label: string }
	) => [
		textCell(panel.title),
		textCell(t(`charts.comparison-${kind}`)),
		numberCell(mark.day, format.number),
		...[mark.low, mark.best, mark.high].map((value) => share(value ?? null)),
		textCell(mark.label)
	];
	return {
		columns: [
			textColumn('event', t('charts.comparison-event')),
			textColumn('kind', t('charts.comparison-kind')),
			numberColumn('day', t('charts.comparison-day')),
			numberColumn('low', t('charts.column-low')),
			numberColumn('best', t('charts.column-best')),
			numberColumn('high', t('charts.column-high')),
			textColumn('what', t('charts.column-note'))
		],
		rows: panels.flatMap((panel) => [
			...panel.points.filter(isShown).map((point) => line(panel, 'remaining', point)),
			...(panel.band ?? []).filter(isShown).map((stay) => {
				const label = t('charts.comparison-band', { interval: format.interval(stay.lower, stay.upper, 100) });
				return line(panel, 'stayed', { day: stay.day, best: stay.share, label });
			}),
			...panel.departures.filter(isShown).map((moment) => line(panel, 'departure', moment)),
			...panel.incidents.filter(isShown).map((moment) => line(panel, 'incident', moment))
		])
	};
}
