import type { Figure, FigureSource } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { column, figureFrame, textCell, type FigurePlace } from '../../figure-frame.ts';
import { sourceLine, sourcesOf } from '../../sources.ts';
import { eventDay } from './case-rows.ts';
import type { CaseData, FigureState } from './case-rows.ts';
import { incidentDay, type TitleOf } from './case-story.ts';

export type FactLane = 'event' | 'departure' | 'incident' | 'headcount';
const LANES: FactLane[] = ['event', 'departure', 'incident', 'headcount'];

/** One mark of the timeline. `date` is YYYY, YYYY-MM or YYYY-MM-DD: the mark is as wide as that. */
export interface TimelineEntry {
	id: string;
	lane: FactLane;
	date: string;
	end: string | null;
	label: string;
	status: FigureState | null;
	sources: FigureSource[];
}

/** Everything dated of a case, in order of date and lane. */
export function timelineEntries(data: CaseData, titleOf: TitleOf, { t, format }: Language): TimelineEntry[] {
	const entry = (
		lane: FactLane,
		id: string,
		date: string,
		label: string,
		more: { source: string | null; status?: FigureState | null; end?: string | null }
	): TimelineEntry => ({
		id,
		lane,
		date,
		end: more.end ?? null,
		label,
		status: more.status ?? null,
		sources: sourcesOf(more.source)
	});
	const entries = [
		...data.events.map((row) =>
			entry('event', row.eventId, eventDay(row) ?? '', titleOf(row.eventId), {
				source: row.source,
				status: row.figureStatus
			})
		),
		...data.departures.map((row, index) =>
			entry('departure', `departure-${index}`, row.announcedOn ?? row.effectiveOn ?? '', `${row.person}, ${row.post}`, {
				source: row.source
			})
		),
		...data.incidents.map((row) =>
			entry('incident', row.incidentId, incidentDay(row), titleOf(row.incidentId), {
				source: row.source,
				status: row.figureStatus,
				end: row.endedAt?.slice(0, 10)
			})
		),
		...data.headcounts.map((row, index) => {
			const { low, best, high } = row.headcount;
			const label = t('figures.timeline.headcount', {
				people: format.estimate(low, best, high),
				by: row.reportedBy ?? '–'
			});
			return entry('headcount', `headcount-${index}`, row.reportedFor, label, {
				source: row.source,
				status: row.figureStatus
			});
		})
	];
	return entries
		.filter((each) => each.date !== '')
		.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : LANES.indexOf(a.lane) - LANES.indexOf(b.lane)));
}

export function timelineFigure(data: CaseData, titleOf: TitleOf, place: FigurePlace, language: Language): Figure {
	const { t } = language;
	const entries = timelineEntries(data, titleOf, language);
	const sources = sourceLine(
		entries.flatMap((entry) => entry.sources),
		language
	);
	return {
		...figureFrame('timeline', place, { versions: [], sources, dataDate: place.dataDate }, language),
		title: timelineTitle(entries, language),
		subtitle: t('figures.timeline.subtitle'),
		summary: timelineWords(entries, language),
		notes: [t('figures.timeline.order-only')],
		table: timelineTable(entries, language)
	};
}

function timelineTitle(entries: TimelineEntry[], { t, format }: Language): string {
	if (entries.length === 0) return t('figures.timeline.title-none');
	const count = (lane: FactLane) => entries.filter((entry) => entry.lane === lane).length;
	const [first, last] = [entries[0].date, entries.at(-1)!.date];
	const precision = first.slice(0, 4) === last.slice(0, 4) ? 7 : 4;
	return t('figures.timeline.title', {
		events: count('event'),
		executives: count('departure'),
		incidents: count('incident'),
		from: format.partialDate(first.slice(0, precision)),
		to: format.partialDate(last.slice(0, precision))
	});
}

function timelineWords(entries: TimelineEntry[], { t, format }: Language): string {
	const [first, last] = [entries[0], entries.at(-1)];
	if (!first || !last) return t('figures.timeline.title-none');
	return t('figures.timeline.summary', {
		lanes: new Set(entries.map((entry) => entry.lane)).size,
		first: first.label,
		firstOn: format.partialDate(first.date),
		last: last.label,
		lastOn: format.partialDate(last.date)
	});
}

function timelineTable(entries: TimelineEntry[], { t, format }: Language): Figure['table'] {
	return {
		columns: ['date', 'lane', 'what', 'status', 'source'].map((id) => column(id, t(`figures.timeline.column-${id}`))),
		rows: entries.map((entry) => [
			{ text: format.partialDate(entry.date), value: entry.date },
			textCell(t(`figures.timeline.lane-${entry.lane}`)),
			textCell(entry.label),
			textCell(entry.status === null ? null : t(`figures.state.${entry.status}`)),
			textCell(entry.sources.map((source) => source.text).join('; '))
		])
	};
}
