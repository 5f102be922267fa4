import type { Figure } from '#lib/charts/figure.ts';
import type { TimelineItem } from '#lib/charts/timeline/timeline-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import { FLAGSHIP_CASE } from '#lib/library/library.server.ts';
import { eventFacts } from './library/[case]/case-story.ts';
import { caseView, type CaseView } from './library/[case]/case-view.server.ts';
import { distinctSources, sourcesOf } from './sources.ts';

/** A case of the public library as the landing page shows it. */
export interface LandingCase {
	id: string;
	title: string;
	lede: string;
	/** What is most telling of it: headcount, then each event with a deadline. */
	facts: { title: string; text: string }[];
	counts: { events: number; executives: number; incidents: number; sources: number };
	figure: Figure;
	chart: { items: TimelineItem[] };
}

/** The case that the landing page shows in full; none while it is still being imported. */
export async function landingCases(url: URL, language: Language): Promise<LandingCase[]> {
	const view = await caseView(FLAGSHIP_CASE, url, language);
	return view === null ? [] : [landingCase(view, language)];
}

function landingCase({ described, data, titleOf, figures, charts }: CaseView, language: Language): LandingCase {
	const { locale } = language;
	const deadlines = data.events.filter((event) => event.deadlineAtLocal !== null);
	const told = (section: string, title: string | undefined) =>
		title === undefined ? [] : [{ title: language.t(`reading.section-${section}`), text: `${title}.` }];
	const cited = [...data.events, ...data.departures, ...data.incidents, ...data.headcounts, ...data.teamImpacts];
	return {
		id: described.id,
		title: described.title[locale],
		lede: described.story[locale][1] ?? described.story[locale][0],
		facts: [
			...told('headcounts', figures.headcounts?.title),
			...deadlines.map((event) => ({ title: titleOf(event.eventId), text: eventFacts(event, language).join(' ') })),
			...told('teams', figures.teams?.title)
		],
		counts: {
			events: data.events.length,
			executives: data.departures.length,
			incidents: data.incidents.length,
			sources: distinctSources(cited.flatMap((row) => sourcesOf(row.source))).length
		},
		figure: figures.timeline,
		chart: charts.timeline
	};
}
