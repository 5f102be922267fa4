import type { ComparisonPanel, ComparisonScales } from '#lib/charts/comparison/comparison-layout.ts';
import { comparisonTable } from '#lib/charts/comparison/comparison-table.ts';
import type { Figure } from '#lib/charts/figure.ts';
import type { RangeDatum } from '#lib/charts/ranges/ranges-layout.ts';
import { pressComparisons } from '#lib/metrics/event-comparison/press-events.ts';
import { wilsonInterval } from '#lib/statistics/wilson-interval.ts';
import type { Language } from '#lib/messages/language.ts';
import { column, figureFrame, textCell, type FigurePlace } from '../figure-frame.ts';
import { sourceLine, sourcesOf } from '../sources.ts';
import { toldRange } from '../library/library-rows.ts';
import { hasDifferentDayZeros, isTracked, type ComparedEvent } from './compared-events.ts';
import { perhapsTheSame } from './own-event-facts.ts';
import { everyDays, type RosterCurve } from './roster-comparison.ts';

const BAND_DAYS = 30;
const OPEN = { low: null, best: null, high: null };

/** 'Twitter, 17 Nov 2022': short enough for a label, and different for each event. */
export function shortName({ chosen, dayZero }: ComparedEvent, { format }: Language): string {
	const { site, title } = chosen.event;
	const organisation = site ? `${chosen.event.organisation} (${site})` : chosen.event.organisation;
	if (chosen.release) return `${organisation}, ${title}`;
	return dayZero === null ? organisation : `${organisation}, ${format.shortDate(dayZero.on)}`;
}

/** The share of the people of day 0 that remained, event by event. */
export function remainingRows(events: ComparedEvent[], language: Language): RangeDatum[] {
	return events.map((event) => ({
		id: event.id,
		label: shortName(event, language),
		note: [event.press.figureStatus && language.t(`figures.state.${event.press.figureStatus}`), event.title]
			.filter(Boolean)
			.join(', '),
		...(event.remaining ?? OPEN),
		decimals: 1
	}));
}

export function remainingFigure(events: ComparedEvent[], place: FigurePlace, language: Language): Figure {
	const { t } = language;
	const known = events.filter(({ remaining }) => remaining !== null);
	const widest = known.toSorted((a, b) => a.remaining!.low - b.remaining!.low)[0];
	return {
		...figureFrame(
			'remaining',
			place,
			{ versions: [], sources: sourcesFor(events, language), dataDate: place.dataDate },
			language
		),
		title: widest
			? t('compare.remaining-title', {
					event: shortName(widest, language),
					share: toldShare(widest.remaining, language)
				})
			: t('compare.remaining-title-none'),
		subtitle: t('compare.remaining-subtitle'),
		summary: t('compare.remaining-summary', { known: known.length, all: events.length }),
		notes: [
			t('compare.note-ranges'),
			...rosterNotes(events, language),
			...(hasDifferentDayZeros(events) ? [t('compare.note-day-zeros')] : []),
			...(events.some(({ press }) => press.isInconsistent) ? [t('compare.note-inconsistent')] : []),
			...trackerNotes(events, language),
			...largerNotes(events, language)
		],
		table: remainingTable(events, language)
	};
}

/** Only where the whole range of one event lies above that of the other may it be called larger (METHODS 6.2). */
function largerNotes(events: ComparedEvent[], { t }: Language): string[] {
	const titles = new Map(events.map(({ id, title }) => [id, title]));
	const larger = pressComparisons(events.map(({ press }) => press)).filter(({ isFirstLarger }) => isFirstLarger);
	const pairs = larger.map(({ first, second }) =>
		t('compare.larger', { first: titles.get(first) ?? first, second: titles.get(second) ?? second })
	);
	return pairs.length > 0 ? pairs : [t('compare.larger-none')];
}

function toldShare(share: ComparedEvent['remaining'], language: Language): string {
	return toldRange(share && { ...share, text: null }, language, 'share');
}

function remainingTable(events: ComparedEvent[], language: Language): Figure['table'] {
	const { t, format } = language;
	const ids = ['event', 'day-zero', 'day', 'leavers', 'base', 'low', 'best', 'high', 'basis', 'status', 'source'];
	const ends = ['low', 'best', 'high', 'leavers', 'base'];
	const share = (value: number | null | undefined) => ({
		text: format.shareEstimate(null, value ?? null, null, 1),
		value: value ?? null
	});
	return {
		columns: ids.map((id) => column(id, t(`compare.column-${id}`), ends.includes(id) ? 'end' : 'start')),
		rows: events.map(({ title, dayZero, press, remaining, chosen }) => [
			textCell(title),
			textCell(dayZero && t(`compare.day.${dayZero.kind}`)),
			{ text: format.partialDate(dayZero?.on ?? null), value: dayZero?.on ?? null },
			textCell(toldRange(press.leavers && { ...press.leavers, text: null }, language)),
			textCell(toldRange(press.base && { ...press.base, text: null }, language)),
			...[remaining?.low, remaining?.best, remaining?.high].map(share),
			textCell(press.basis && t(`compare.basis.${press.basis}`)),
			textCell(press.figureStatus && t(`figures.state.${press.figureStatus}`)),
			textCell(
				sourcesOf(chosen.event.source)
					.map(({ text }) => text)
					.join('; ')
			)
		])
	};
}

/** What trackers and notices do not say, and which two rows may tell of one event. */
function trackerNotes(events: ComparedEvent[], { t }: Language): string[] {
	const tracked = events.filter(isTracked).map(({ title }) => title);
	return [
		...(tracked.length > 0 ? [t('compare.note-tracked', { events: tracked.join(t('compare.between')) })] : []),
		...perhapsTheSame(events).map(([first, second]) =>
			t('compare.note-twice', { first: first.title, second: second.title })
		)
	];
}

/** Each event from its day 0: published shares, departures of executives, incidents; a band where a roster is known. */
export function dayPanels(events: ComparedEvent[], language: Language): ComparisonPanel[] {
	const { t, format, locale } = language;
	return events.flatMap((event) => {
		const { id, title, dayZero, headcounts, departures, incidents, remaining, press, chosen } = event;
		const name = { id, title: shortName(event, language) };
		const band = chosen.roster ? { band: bandOf(chosen.roster) } : {};
		// Of a release nobody is told when day 0 was.
		if (chosen.release && chosen.roster)
			return [{ ...name, zero: t('compare.zero-hidden'), points: [], departures: [], incidents: [], ...band }];
		if (dayZero === null) return [];
		const status = (state: string | null) => (state === null ? '' : t(`figures.state.${state}`));
		const after = remaining
			? [{ ...remaining, day: 0, label: t('compare.after-event', { status: status(press.figureStatus) }) }]
			: [];
		return [
			{
				...{ ...name, ...band },
				zero: t('compare.zero', { kind: t(`compare.day-short.${dayZero.kind}`), event: title }),
				points: [
					...headcounts.map(({ day, share: { low, best, high }, reportedFor, status: state }) => ({
						...{ day, low, best, high },
						label: t('compare.headcount-of', { date: format.partialDate(reportedFor), status: status(state) })
					})),
					...after
				].sort((a, b) => a.day - b.day),
				departures: departures.map(({ day, row }) => ({ day, label: `${row.person}, ${row.post}` })),
				incidents: incidents.map(({ day, row }) => ({ day, label: incidentWords(row.incidentId, event, locale) }))
			}
		];
	});
}

/** Who never left of the people of day 0, every 30 days, with the interval of each share. */
function bandOf(curve: RosterCurve): ComparisonPanel['band'] {
	const { people, points } = everyDays(curve, BAND_DAYS);
	return points.flatMap(({ day, remaining }) => {
		const interval = remaining === null ? null : wilsonInterval(remaining, people);
		return remaining === null || interval === null ? [] : [{ day, share: remaining / people, ...interval }];
	});
}

/** What has a band and what has none: intervals only where a roster stands behind the figures. */
function rosterNotes(events: ComparedEvent[], { t }: Language): string[] {
	const without = events.filter(({ chosen }) => !chosen.roster).map(({ title }) => title);
	return without.length === 0 ? [] : [t('compare.note-no-roster', { events: without.join(t('compare.between')) })];
}

function incidentWords(id: string, { chosen }: ComparedEvent, locale: Language['locale']): string {
	return chosen.described.labels[id]?.[locale] ?? id;
}

export function daysFigure(
	events: ComparedEvent[],
	{ place, scales }: { place: FigurePlace; scales: ComparisonScales },
	language: Language
): Figure {
	const { t } = language;
	const panels = dayPanels(events, language);
	return {
		...figureFrame(
			'days',
			place,
			{ versions: [], sources: sourcesFor(events, language), dataDate: place.dataDate },
			language
		),
		title: t('compare.days-title', { events: panels.length, scales }),
		subtitle: t('compare.days-subtitle', { scales }),
		summary: t('compare.days-summary', {
			scales,
			departures: panels.reduce((sum, { departures }) => sum + departures.length, 0),
			incidents: panels.reduce((sum, { incidents }) => sum + incidents.length, 0)
		}),
		notes: [
			t('compare.note-ranges'),
			...(panels.some(({ band }) => band) ? [t('compare.note-bands')] : []),
			...rosterNotes(events, language),
			t('compare.note-headcounts'),
			t('compare.note-order')
		],
		table: comparisonTable(panels, language)
	};
}

export function sourcesFor(events: ComparedEvent[], language: Language) {
	return sourceLine(
		events.flatMap(({ chosen }) => sourcesOf(chosen.event.source)),
		language
	);
}
