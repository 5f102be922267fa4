import type { Figure } from '#lib/charts/figure.ts';
import type { TimelineItem } from '#lib/charts/timeline/timeline-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import { shippedCases } from './library/case-data.server.ts';
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

/** The published cases of the library; those still being imported are left out. */
export async function landingCases(url: URL, language: Language): Promise<LandingCase[]> {
	const cases: LandingCase[] = [];
	for (const { id } of shippedCases()) {
		const view = await caseView(id, url, language);
		if (view !== null) cases.push(landingCase(view, language));
	}
	return cases;
}

function landingCase({ described, data, titleOf, figures, charts }: CaseView, language: Language): LandingCase {
	const { locale } = language;
	const deadlines = data.events.filter((event) => event.deadlineAtLocal !== null);
	const cited = [...data.events, ...data.departures, ...data.incidents, ...data.headcounts, ...data.teamImpacts];
	return {
		id: described.id,
		title: described.title[locale],
		lede: described.story[locale][1] ?? described.story[locale][0],
		facts: [
			{ title: language.t('reading.section-headcounts'), text: `${figures.headcounts.title}.` },
			...deadlines.map((event) => ({ title: titleOf(event.eventId), text: eventFacts(event, language).join(' ') })),
			{ title: language.t('reading.section-teams'), text: `${figures.teams.title}.` }
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
