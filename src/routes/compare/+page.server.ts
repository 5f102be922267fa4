import { serverLanguage } from '../language.server.ts';
import { countQuestion } from '../question-limit.server.ts';
import { compareView } from './compare-view.server.ts';
import { COMPARE_ORDERS, COMPARE_SCALES, DAY_ZERO_CHOICES, MOST_COMPARED } from './compare-query.ts';
import { countsTable, departuresTable, silenceTable } from './compare-tables.ts';
import { rosterComparison } from './roster-comparison.ts';
import { hasDifferentDayZeros } from './compared-events.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	await countQuestion(event);
	const language = serverLanguage(locals.locale);
	const { t, format } = language;
	const { query, all, own, types, events, figures, charts } = await compareView(url, language, locals);
	const choices = (values: readonly string[], prefix: string) =>
		values.map((value) => ({ value, label: t(`${prefix}.${value}`) }));
	return {
		query,
		most: MOST_COMPARED,
		own,
		others: all.filter(({ id }) => !query.events.includes(id)),
		chosen: all.filter(({ id }) => query.events.includes(id)),
		choices: {
			day: choices(DAY_ZERO_CHOICES, 'compare.day'),
			sort: choices(COMPARE_ORDERS, 'compare.sort'),
			scales: choices(COMPARE_SCALES, 'compare.scales'),
			type: [{ value: '', label: t('cases.any') }, ...choices(types, 'cases.type')]
		},
		hasDifferentDayZeros: hasDifferentDayZeros(events),
		zeros: events.map(({ id, title, dayZero, chosen }) => ({
			id,
			title,
			href: chosen.release?.href ?? chosen.own?.href ?? `/library/${chosen.described.id}#step-${id}`,
			kind: chosen.release ? t('compare.day.announcement') : dayZero && t(`compare.day.${dayZero.kind}`),
			on: chosen.release ? t('compare.day-hidden') : format.partialDate(dayZero?.on ?? null),
			isOther: dayZero !== null && dayZero.kind !== query.dayZero
		})),
		figures,
		charts,
		rosters: rosterComparison(events, language),
		silence: silenceTable(events, language),
		counts: countsTable(events, language),
		departures: departuresTable(events, language)
	};
};
