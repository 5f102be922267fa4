import type { FigureTable } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { column, numberCell, textCell } from '../figure-frame.ts';
import { sourcesOf } from '../sources.ts';
import type { CaseEvent } from '../library/[case]/case-rows.ts';
import { ultimatums } from '../library/[case]/case-page.ts';
import type { ChosenEvent } from './compare-data.server.ts';
import { WINDOW_DAYS, type ComparedEvent } from './compared-events.ts';

/** What silence meant, event by event, with the deadline in the zone of the event. */
export function silenceTable(events: ComparedEvent[], language: Language): FigureTable {
	const { t } = language;
	const ids = ['event', 'question', 'silence', 'deadline', 'severance', 'terms'];
	return {
		columns: ids.map((id) => column(id, t(`compare.silence-${id}`), id === 'severance' ? 'end' : 'start')),
		rows: events.map(({ title, chosen }) => [
			textCell(title),
			textCell(questionWords(chosen, language)),
			textCell(chosen.event.silenceRule === null ? null : t(`reading.silence.${chosen.event.silenceRule}`)),
			{
				text: chosen.release ? t('compare.day-hidden') : deadlineWords(chosen.event, language),
				value: chosen.event.deadlineAtLocal
			},
			numberCell(chosen.event.severanceMonths, language),
			textCell(chosen.event.terms)
		])
	};
}

/** What was asked; of a release nothing but the counts is known. */
function questionWords({ event, release }: ChosenEvent, { t }: Language): string {
	if (release) return t('compare.day-hidden');
	return event.question === null ? t('compare.nobody-asked') : t(`reading.question.${event.question}`);
}

/** The deadline to the minute in its zone, or to the day where no source gives the hour. */
function deadlineWords(event: CaseEvent, { t, format }: Language): string {
	const [asked] = ultimatums([event], () => '');
	if (!asked?.deadlineOn) return '–';
	if (asked.deadlineAt === null || asked.timeZone === null)
		return t('reading.deadline-no-hour', { date: format.date(asked.deadlineOn) });
	return format.dateTime(asked.deadlineAt, asked.timeZone);
}

/** Departures of executives within 180 days, each with its day, post and source. */
export function departuresTable(events: ComparedEvent[], { t, format }: Language): FigureTable {
	const ids = ['event', 'day', 'person', 'post', 'announced', 'source'];
	return {
		columns: ids.map((id) => column(id, t(`compare.departures-${id}`), id === 'day' ? 'end' : 'start')),
		rows: events.flatMap(({ title, departures }) =>
			departures.map(({ day, row }) => [
				textCell(title),
				{ text: format.number(day), value: day },
				textCell(row.person),
				textCell(row.post),
				{ text: format.partialDate(row.announcedOn ?? row.effectiveOn), value: row.announcedOn ?? row.effectiveOn },
				textCell(
					sourcesOf(row.source)
						.map(({ text }) => text)
						.join('; ')
				)
			])
		)
	};
}

/** Counts before and after day 0: departures of executives with their ratio, and incidents. */
export function countsTable(events: ComparedEvent[], language: Language): FigureTable {
	const { t, format } = language;
	const ids = ['event', 'before', 'after', 'unknown', 'ratio', 'incidents-before', 'incidents-after'];
	const count = (value: number | null) => numberCell(value, language);
	return {
		columns: ids.map((id) =>
			column(id, t(`compare.counts-${id}`, { days: WINDOW_DAYS }), id === 'event' ? 'start' : 'end')
		),
		rows: events.map(({ title, departuresWindow: found, incidents, dayZero }) => {
			const isKnown = dayZero !== null && found !== null;
			return [
				textCell(title),
				count(isKnown ? found.before : null),
				count(isKnown ? found.after : null),
				count(isKnown ? found.unknown : null),
				ratioCell(isKnown && found.before + found.after > 0 ? found.ratio : null, format),
				count(isKnown ? incidents.filter(({ day }) => day < 0).length : null),
				count(isKnown ? incidents.filter(({ day }) => day >= 0).length : null)
			];
		})
	};
}

function ratioCell(
	ratio: { ratio: number | null; lower: number | null; upper: number | null } | null,
	format: Language['format']
) {
	const told = (value: number | null) => (value === null ? '–' : value === Infinity ? '∞' : format.number(value, 2));
	if (ratio === null || ratio.ratio === null) return { text: '–', value: null };
	const value = Number.isFinite(ratio.ratio) ? ratio.ratio : null;
	return { text: `${told(ratio.ratio)} (${told(ratio.lower)}–${told(ratio.upper)})`, value };
}
