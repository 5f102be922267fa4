import { pressEvent } from '#lib/metrics/event-comparison/press-events.ts';
import type { Language } from '#lib/messages/language.ts';
import { computeWhatIf } from '#lib/metrics/registry-scenarios.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { CaseEvent } from '../../../library/[case]/case-rows.ts';
import { eventDay } from '../../../library/[case]/case-rows.ts';
import { isOfPeople } from '../../../library/[case]/press-figures.ts';
import { libraryEvents } from '../../../library/library-events.server.ts';
import { eventTitle } from '../event-titles.ts';
import type { OrganisationFacts } from '../organisation-facts.server.ts';
import type { HistoryChoice, ScenarioChoices } from './what-if-query.ts';

const YEARS_BACK = 3;

/** What a scenario of this reader may be made of; levels and sites only for analysts. */
export async function scenarioChoices(
	reader: Reader,
	facts: OrganisationFacts & { asOf: string },
	language: Language
): Promise<ScenarioChoices> {
	const everybody = reader.tier === 'analyst' ? await computeWhatIf(getRuntime(), reader, { clock: 'worked' }) : null;
	const segments = everybody?.summary.segments ?? [];
	const words = (of: 'level' | 'site') => [...new Set(segments.map((segment) => segment[of]))].sort();
	return {
		tier: reader.tier,
		roles: facts.families.map(({ id }) => id),
		levels: words('level'),
		sites: words('site'),
		firstDay: `${Number(facts.asOf.slice(0, 4)) - YEARS_BACK}-01-01`,
		lastDay: facts.asOf,
		histories: [...ownHistories(facts, language), ...(await caseHistories(language))]
	};
}

/** Own events whose day is known and lies in the data. */
function ownHistories({ data, asOf }: OrganisationFacts & { asOf: string }, language: Language): HistoryChoice[] {
	const isPast = (event: CaseEvent) => {
		const day = event.announcedAtLocal?.slice(0, 10) ?? event.announcedOn;
		return day?.length === 10 && day <= asOf;
	};
	return data.events.filter(isPast).map((event) => ({
		id: `own:${event.eventId}`,
		title: eventTitle(event, language),
		...termsOf(event),
		counts: null
	}));
}

/** Events of the library of which leavers and base are published as numbers of people. */
async function caseHistories(language: Language): Promise<HistoryChoice[]> {
	return (await libraryEvents())
		.filter(({ event }) => isOfPeople(event))
		.flatMap(({ event }) => {
			const { leavers, base } = pressEvent(event);
			const [left, of] = [middleOf(leavers), middleOf(base)];
			if (left === null || of === null || left > of || eventDay(event) === null) return [];
			const title = `${event.organisation}: ${eventTitle(event, language)}`;
			return [{ id: `case:${event.eventId}`, title, ...termsOf(event), counts: { left, of } }];
		});
}

/** The best number published, or the middle of the range. */
function middleOf(figure: { low: number; best: number | null; high: number } | null): number | null {
	if (figure === null) return null;
	const middle = Math.round(figure.best ?? (figure.low + figure.high) / 2);
	return middle > 0 ? middle : null;
}

function termsOf({ silenceRule, severanceMonths }: CaseEvent) {
	return { silenceRule, severanceMonths };
}
