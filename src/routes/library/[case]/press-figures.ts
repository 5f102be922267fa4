import type { FigureCell, FigureSource, FigureTable } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { column, englishCell, numberCell, textCell } from '../../figure-frame.ts';
import { sourcesOf } from '../../sources.ts';
import type { CaseData, CaseEvent, Estimate, FigureState } from './case-rows.ts';

/** One published figure of a case with everything needed to judge it. */
export interface PressFigure {
	id: string;
	date: string;
	what: string;
	estimate: Estimate;
	/** A share between 0 and 1 instead of a count. */
	isShare: boolean;
	unit: string | null;
	status: FigureState | null;
	publishedOn: string | null;
	confidence: string | null;
	sources: FigureSource[];
}

/** False where what is counted is no people who left: signatures under a letter. */
export function isOfPeople({ affectedUnit }: CaseEvent): boolean {
	return affectedUnit === null || affectedUnit === 'people';
}

/** Range of the share a / b of two estimates: worst cases of both, clipped to 1; best only where both are known. */
export function shareRange(part: Estimate, whole: Estimate): Estimate | null {
	const divide = (a: number | null, b: number | null) =>
		a === null || b === null || b === 0 ? null : Math.min(1, a / b);
	const range = {
		low: divide(part.low, whole.high ?? whole.best),
		best: divide(part.best, whole.best),
		high: divide(part.high, whole.low ?? whole.best),
		text: null
	};
	return range.low === null && range.best === null && range.high === null ? null : range;
}

/** All figures of a case in order of date, shares worked out by us marked as computed. */
export function pressFigures(data: CaseData, titleOf: (id: string) => string, language: Language): PressFigure[] {
	const figures = [
		...data.events.flatMap((event) => eventFigures(event, titleOf(event.eventId), language)),
		...data.headcounts.map((point, index) => ({
			id: `headcount-${index}`,
			date: point.reportedFor,
			what: language.t('figures.press.headcount', { by: point.reportedBy ?? '–' }),
			estimate: point.headcount,
			isShare: false,
			unit: point.kind,
			status: point.figureStatus,
			publishedOn: null,
			confidence: point.confidence,
			sources: sourcesOf(point.source)
		})),
		...data.incidents.map((incident) => ({
			id: incident.incidentId,
			date: incident.startedOn ?? incident.startedAt?.slice(0, 10) ?? '',
			what: language.t('figures.press.incident'),
			estimate: incident.peakReports,
			isShare: false,
			unit: incident.peakReportsUnit,
			status: incident.figureStatus,
			publishedOn: null,
			confidence: incident.confidence,
			sources: sourcesOf(incident.source)
		}))
	];
	return figures
		.filter((figure) => isKnown(figure.estimate))
		.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function eventFigures(event: CaseEvent, title: string, { t }: Language): PressFigure[] {
	const shared = {
		date: event.announcedOn ?? event.effectiveOn ?? '',
		publishedOn: event.reportedOn,
		confidence: event.confidence,
		sources: sourcesOf(event.source)
	};
	const count = (id: string, what: string, estimate: Estimate, unit: string | null): PressFigure => ({
		...shared,
		id: `${event.eventId}-${id}`,
		what,
		estimate,
		isShare: false,
		unit,
		status: event.figureStatus
	});
	const share = isOfPeople(event) ? shareRange(event.affected, event.base) : null;
	return [
		count('affected', t('figures.press.affected', { event: title }), event.affected, event.affectedUnit),
		count('base', t('figures.press.base', { event: title }), event.base, event.affectedUnit),
		...(share === null
			? []
			: [
					{
						...count('share', t('figures.press.share', { event: title }), share, null),
						isShare: true,
						status: 'computed' as const
					}
				])
	];
}

function isKnown({ low, best, high }: Estimate): boolean {
	return low !== null || best !== null || high !== null;
}

/** The figures as a table: low, best, high, the words of the source, status, publication, confidence, source. */
export function pressFiguresTable(figures: PressFigure[], language: Language): FigureTable {
	const { t } = language;
	const label = (id: string) => t(`figures.press.column-${id}`);
	const hasDates = figures.some((figure) => figure.publishedOn !== null);
	return {
		columns: [
			column('what', label('what')),
			column('date', label('date')),
			column('low', label('low'), 'end'),
			column('best', label('best'), 'end'),
			column('high', label('high'), 'end'),
			column('unit', label('unit')),
			column('text', label('text')),
			column('status', label('status')),
			...(hasDates ? [column('published', label('published'))] : []),
			column('confidence', label('confidence')),
			column('source', label('source'))
		],
		rows: figures.map((figure) => pressRow(figure, hasDates, language))
	};
}

function pressRow(figure: PressFigure, hasDates: boolean, language: Language): FigureTable['rows'][number] {
	const { t, format } = language;
	const amount = (value: number | null) =>
		figure.isShare ? { text: format.percent(value, 1000), value } : numberCell(value, language);
	const date = (day: string | null) => ({ text: format.partialDate(day), value: day });
	return [
		textCell(figure.what),
		date(figure.date || null),
		amount(figure.estimate.low),
		amount(figure.estimate.best),
		amount(figure.estimate.high),
		figure.isShare ? textCell(t('figures.press.share-unit')) : englishCell(figure.unit),
		englishCell(figure.estimate.text),
		textCell(figure.status === null ? null : t(`figures.state.${figure.status}`)),
		...(hasDates ? [date(figure.publishedOn)] : []),
		textCell(figure.confidence === null ? null : t(`figures.confidence.${figure.confidence}`)),
		sourceCell(figure.sources, language)
	];
}

/** The first source with its address, and how many more there are: the story names them all. */
function sourceCell([first, ...more]: FigureSource[], { t }: Language): FigureCell & { href?: string } {
	if (!first) return textCell(null);
	const text = more.length === 0 ? first.text : t('figures.press.sources', { first: first.text, count: more.length });
	return { text, value: text, ...(first.href ? { href: first.href } : {}) };
}
