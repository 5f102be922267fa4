import type { Figure, FigureCell } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { column, englishCell, figureFrame, numberCell, textCell, type FigurePlace } from '../../figure-frame.ts';
import { sourceLine, sourcesOf } from '../../sources.ts';
import type { CaseHeadcount } from './case-rows.ts';

/** Published headcounts of employees in order of date; contractors are a population of their own. */
export function publishedHeadcounts(points: CaseHeadcount[]): CaseHeadcount[] {
	return points.toSorted((a, b) => (a.reportedFor < b.reportedFor ? -1 : a.reportedFor > b.reportedFor ? 1 : 0));
}

export function isContractors(point: CaseHeadcount): boolean {
	return /contractor/i.test(point.kind ?? '');
}

export function caseHeadcountFigure(points: CaseHeadcount[], place: FigurePlace, language: Language): Figure {
	const { t } = language;
	const ordered = publishedHeadcounts(points);
	const sources = sourceLine(
		ordered.flatMap((point) => sourcesOf(point.source)),
		language
	);
	return {
		...figureFrame('headcounts', place, { versions: [], sources, dataDate: place.dataDate }, language),
		title: caseHeadcountTitle(ordered, language),
		subtitle: t('figures.case-headcount.subtitle'),
		summary: caseHeadcountWords(ordered, language),
		notes: [],
		table: caseHeadcountTable(ordered, language)
	};
}

/** "Reported headcount went from 4,100 (13 October 2015) to 1,500 (11 April 2023)". */
function caseHeadcountTitle(ordered: CaseHeadcount[], { t, format }: Language): string {
	const staff = ordered.filter((point) => !isContractors(point));
	const [first, last] = [staff[0], staff.at(-1)];
	if (!first || !last) return t('figures.case-headcount.title-none');
	const told = ({ headcount: { low, best, high } }: CaseHeadcount) => format.estimate(low, best, high);
	if (first === last)
		return t('figures.case-headcount.title-one', { people: told(first), on: format.partialDate(first.reportedFor) });
	return t('figures.case-headcount.title', {
		first: told(first),
		firstOn: format.partialDate(first.reportedFor),
		last: told(last),
		lastOn: format.partialDate(last.reportedFor)
	});
}

function caseHeadcountWords(ordered: CaseHeadcount[], { t, format }: Language): string {
	const best = ordered.flatMap((point) => (point.headcount.best === null ? [] : [point.headcount.best]));
	if (best.length === 0) return t('figures.case-headcount.title-none');
	return t('figures.case-headcount.summary', {
		count: ordered.length,
		disputed: ordered.filter((point) => point.figureStatus === 'disputed').length,
		highest: format.number(Math.max(...best)),
		lowest: format.number(Math.min(...best))
	});
}

function caseHeadcountTable(ordered: CaseHeadcount[], language: Language): Figure['table'] {
	const ids = ['date', 'kind', 'by', 'low', 'best', 'high', 'status', 'note', 'source'];
	return {
		columns: ids.map((id) =>
			column(
				id,
				language.t(`figures.case-headcount.column-${id}`),
				['low', 'best', 'high'].includes(id) ? 'end' : 'start'
			)
		),
		rows: ordered.map((point) => headcountCells(point, language))
	};
}

function headcountCells(point: CaseHeadcount, language: Language): FigureCell[] {
	const { t, format } = language;
	return [
		{ text: format.partialDate(point.reportedFor), value: point.reportedFor },
		englishCell(point.kind),
		englishCell(point.reportedBy),
		numberCell(point.headcount.low, language),
		numberCell(point.headcount.best, language),
		numberCell(point.headcount.high, language),
		textCell(point.figureStatus === null ? null : t(`figures.state.${point.figureStatus}`)),
		englishCell([point.headcount.text, point.note].filter(Boolean).join('; ')),
		textCell(
			sourcesOf(point.source)
				.map((source) => source.text)
				.join('; ')
		)
	];
}
