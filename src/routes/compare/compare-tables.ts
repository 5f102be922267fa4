import type { FigureTable } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { column, englishCell, numberCell, textCell } from '../figure-frame.ts';
import { sourcesOf } from '../sources.ts';
import type { CaseEvent } from '../library/[case]/case-rows.ts';
import { ultimatums } from '../library/[case]/case-page.ts';
import { isTracked, WINDOW_DAYS, type ComparedEvent } from './compared-events.ts';

/** What silence meant, event by event, with the deadline in the zone of the event. */
export function silenceTable(events: ComparedEvent[], language: Language): FigureTable {
	const { t } = language;
	const ids = ['event', 'question', 'silence', 'deadline', 'severance', 'terms'];
	return {
		columns: ids.map((id) => column(id, t(`compare.silence-${id}`), id === 'severance' ? 'end' : 'start')),
		rows: events.map((compared) => [
			textCell(compared.title),
			textCell(questionWords(compared, language)),
			textCell(
				compared.chosen.event.silenceRule === null ? null : t(`reading.silence.${compared.chosen.event.silenceRule}`)
			),
			{
				text: compared.chosen.release ? t('compare.day-hidden') : deadlineWords(compared.chosen.event, language),
				value: compared.chosen.event.deadlineAtLocal
			},
			numberCell(compared.chosen.event.severanceMonths, language),
			wordsCell(compared, compared.chosen.event.terms)
		])
	};
}

/** Words of a source: those of the library are English, an organisation's own may be of any language. */
function wordsCell({ chosen: { own } }: ComparedEvent, words: string | null) {
	return own ? textCell(words) : englishCell(words);
}

/** What was asked; of a release nothing but the counts is known, and a tracker does not say. */
function questionWords(compared: ComparedEvent, { t }: Language): string | null {
	const { event, release } = compared.chosen;
	if (release) return t('compare.day-hidden');
	if (isTracked(compared) && event.question === null) return null;
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
		rows: events.flatMap((compared) =>
			compared.departures.map(({ day, row }) => [
				textCell(compared.title),
				{ text: format.number(day), value: day },
				textCell(row.person),
				wordsCell(compared, row.post),
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
		rows: events.map((compared) => {
			const { title, departuresWindow: found, incidents, dayZero, chosen } = compared;
			// Where an organisation's own data tell of nobody and nothing, that is not zero.
			const isHeld = (rows: readonly unknown[]) => dayZero !== null && (!chosen.own || rows.length > 0);
			const isKnown = found !== null && isHeld(chosen.around.departures);
			const areIncidentsKnown = isHeld(chosen.around.incidents);
			return [
				textCell(title),
				count(isKnown ? found.before : null),
				count(isKnown ? found.after : null),
				count(isKnown ? found.unknown : null),
				ratioCell(isKnown && found.before + found.after > 0 ? found.ratio : null, format),
				count(areIncidentsKnown ? incidents.filter(({ day }) => day < 0).length : null),
				count(areIncidentsKnown ? incidents.filter(({ day }) => day >= 0).length : null)
			];
		})
	};
}

function ratioCell(
	ratio: { ratio: number | null; lower: number | null; upper: number | null } | null,
	format: Language['format']
) {
	const told = (value: number | null) => (value === null ? '–' : value === Infinity ? '∞' : format.fixed(value, 2));
	if (ratio === null || ratio.ratio === null) return { text: '–', value: null };
	const value = Number.isFinite(ratio.ratio) ? ratio.ratio : null;
	return { text: `${told(ratio.ratio)} (${told(ratio.lower)}–${told(ratio.upper)})`, value };
}
