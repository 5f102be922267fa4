import { error } from '@sveltejs/kit';
import { requireRole } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../../../language.server.ts';
import { ultimatums } from '../../../../library/[case]/case-page.ts';
import { caseStory } from '../../../../library/[case]/case-story.ts';
import { toldIncidents } from '../../../../library/[case]/told-people.ts';
import { eventView } from './event-view.server.ts';
import { silenceSentence } from './response-curve-figure.ts';
import { tallyTiles } from './tally-tiles.ts';
import { finishedHere } from '../../../../finished-here.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const language = serverLanguage(event.locals.locale);
	const view = await eventView(reader, event.params.event, event.url, language);
	if (view === null) error(404, 'Not found');
	const { answers, around, titleOf, zone } = view;
	return finishedHere(event, {
		id: view.event.eventId,
		title: titleOf(view.event.eventId),
		type: view.event.eventType,
		zone,
		isAnalyst: reader.tier === 'analyst',
		refused: view.refused,
		people: view.people,
		others: view.others,
		ultimatum: ultimatums([view.event], titleOf)[0] ?? null,
		timeline: view.timeline,
		timelineFigure: view.figures.timeline,
		steps: caseStory({ ...around, departures: [], incidents: [] }, titleOf, language),
		incidents: toldIncidents(around.incidents, titleOf, zone.zone, language),
		loss: view.loss,
		analysis: view.analysis,
		answers: answers && {
			dimension: answers.dimension,
			tiles: tallyTiles(answers.summary, language),
			silence: silenceSentence(answers.summary, language),
			curve: answers.curve,
			groups: answers.groups,
			funnel: answers.funnel,
			figures: answers.figures
		}
	});
};
