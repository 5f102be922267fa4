import { describe, expect, test } from 'vitest';
import { serverLanguage } from '../../language.server.ts';
import { caseCharts } from './case-charts.ts';
import { caseHeadcountFigure } from './case-headcount-figure.ts';
import type { CaseEvent, CaseHeadcount, CaseTeamImpact, Estimate } from './case-rows.ts';
import { caseDataOf } from './case-rows.ts';
import { caseStory, eventFacts } from './case-story.ts';
import { caseCitation } from './citation.ts';
import { ultimatums } from './case-page.ts';
import { pressFigures, pressFiguresTable, shareRange } from './press-figures.ts';
import { teamImpactsFigure, teamShares } from './team-impacts-figure.ts';
import { timelineFigure } from './timeline-figure.ts';
import { toldContradictions } from './told-contradictions.ts';
import { toldIncidents } from './told-people.ts';

const english = serverLanguage('en');
const range = (low: number | null, best: number | null, high: number | null, text: string | null = null): Estimate => ({
	...{ low, best, high, text }
});
const nothing = range(null, null, null);
const sourced = { confidence: 'medium', source: 'The Verge https://www.theverge.com/a | CBC (address not known)' };
const ultimatum: CaseEvent = {
	...{ eventId: 'ultimatum', organisation: 'Twitter', eventType: 'ultimatum', title: 'Fork in the road' },
	...{ announcedOn: '2022-11-16', effectiveOn: null, reportedOn: '2022-11-18', announcedAtLocal: null },
	...{ deadlineAtLocal: '2022-11-17T17:00', timeZone: 'America/New_York' },
	...{ question: 'opt_in_to_stay', silenceRule: 'resign', severanceMonths: 3 },
	affected: range(1000, null, 1200, '1,000 to 1,200'),
	affectedUnit: 'people',
	base: range(2900, null, 3700),
	...{
		pctReported: null,
		pctDecimals: null,
		figureStatus: 'disputed',
		terms: 'three months',
		groupsHit: null,
		outcome: null
	},
	...{ discrepancies: null, ...sourced }
};
const headcount = (
	reportedFor: string,
	best: number,
	kind: string,
	figureStatus: CaseHeadcount['figureStatus']
): CaseHeadcount => ({
	...{
		organisation: 'Twitter',
		reportedFor,
		headcount: range(best, best, best),
		kind,
		reportedBy: 'press',
		figureStatus
	},
	...{ note: null, ...sourced }
});
const team = (name: string, more: Partial<CaseTeamImpact>): CaseTeamImpact => ({
	...{ eventId: 'layoff', organisation: 'Twitter', team: name, measuredOn: '2023-05-31' },
	...{
		before: nothing,
		after: nothing,
		cut: nothing,
		cutPercent: null,
		figureStatus: 'reported',
		basis: null,
		note: null
	},
	...sourced,
	...more
});
const incident = {
	...{ incidentId: 'outage', organisation: 'X', startedOn: null, startedAt: '2025-05-24T12:17:00Z' },
	...{
		startedAtAlternative: null,
		endedAt: null,
		durationNote: null,
		severity: null,
		peakReports: range(25800, 25800, 26000)
	},
	...{
		peakReportsUnit: 'reports',
		figureStatus: 'disputed',
		causeClaimed: 'DieNet claimed an attack',
		causeStatus: 'claimed, disputed'
	},
	...{ discrepancies: null, ...sourced }
};
const data = caseDataOf({
	events: [ultimatum],
	departures: [
		{
			person: 'Lea Kissner',
			organisation: 'Twitter',
			post: 'CISO',
			announcedOn: '2022-11-10',
			effectiveOn: null,
			kind: 'resigned',
			note: null,
			...sourced
		}
	],
	incidents: [incident],
	headcounts: [
		headcount('2022-10-31', 7500, 'full-time employees', 'disputed'),
		headcount('2022-11-11', 5500, 'contractors', 'estimated'),
		headcount('2023-04-11', 1500, 'employees', 'reported')
	],
	teamImpacts: []
});
const place = {
	page: 'http://localhost/library/twitter',
	query: '',
	figures: '/library/twitter/figures',
	isSample: false,
	retrievedOn: '2026-11-22'
};
const titleOf = (id: string) => (id === 'ultimatum' ? 'Fork in the road' : id);

describe('press figures', () => {
	test('1,000 to 1,200 of 2,900 to 3,700 is a share of 27.0 % to 41.4 % without a best value (METHODS 6.2)', () => {
		const share = shareRange(ultimatum.affected, ultimatum.base)!;
		expect([share.low!.toFixed(4), share.best, share.high!.toFixed(4)]).toEqual(['0.2703', null, '0.4138']);
		expect(eventFacts(ultimatum, english)).toEqual([
			'1,000–1,200 people concerned, of 2,900–3,700: between 27.0% and 41.4%, worked out from the two ranges.'
		]);
	});

	test('"up to 336" of 4,100 is at most 8.2 %, with no lower end', () => {
		const upTo = { ...ultimatum, affected: range(null, null, 336, 'up to 336'), base: range(4100, 4100, 4100) };
		expect(eventFacts(upTo, english)[0]).toMatch(/of 4,100: at most 8\.2%\.$/);
	});

	test('more leavers than people is clipped to 100 %', () => {
		expect(shareRange(range(50, 50, 80), range(60, 60, 60))).toMatchObject({ high: 1 });
	});

	test('the table marks our own share as computed and keeps status, publication date and sources', () => {
		const table = pressFiguresTable(pressFigures(data, titleOf, english), english);
		const texts = table.rows.map((cells) => cells.map((cell) => cell.text));
		expect(texts.find(([what]) => what.endsWith('share, worked out here'))!.slice(1)).toEqual([
			...['16 November 2022', '27.0%', '–', '41.4%', 'share of the people before', '–', 'computed'],
			...['18 November 2022', 'medium', 'The Verge and 1 more']
		]);
		expect(texts.find(([what]) => what.startsWith('Headcount according'))!.slice(1, 5)).toEqual([
			...['31 October 2022', '7,500', '7,500', '7,500']
		]);
	});
});

describe('teams', () => {
	const shares = teamShares([
		team('engineers', {
			before: range(279, 279, 279),
			after: range(55, 55, 55),
			cut: range(224, 224, 224),
			cutPercent: '80'
		}),
		team('curation', { after: range(0, 0, 0), cutPercent: '100' }),
		team('Asia-Pacific', { cutPercent: '45' }),
		team('contractors', { before: range(5500, 5500, 5500), cut: range(3000, 4400, 4400) }),
		team('front end', {})
	]);
	const of = (name: string) => shares.find((share) => share.team === name)!;

	test('224 of 279 is 80.3 %, from counts and not from the rounded 80 %', () => {
		expect(of('engineers').best!.toFixed(4)).toBe('0.8029');
		expect([of('engineers').low, of('engineers').high]).toEqual([of('engineers').best, of('engineers').best]);
	});

	test('a rounded 45 % stands for 44.5 % to 45.5 %, everybody is 100 %', () => {
		expect([of('Asia-Pacific').low, of('Asia-Pacific').high].map((end) => end.toFixed(3))).toEqual(['0.445', '0.455']);
		expect([of('curation').low, of('curation').high]).toEqual([1, 1]);
	});

	test('3,000 to 4,400 of 5,500 is 54.5 % to 80 % with 80 % as best', () => {
		const { low, best, high } = of('contractors');
		expect([low.toFixed(4), best, high]).toEqual(['0.5455', 0.8, 0.8]);
	});

	test('without any size before there is no share and no infinity: 31,000 or more who left are told as a count', () => {
		const counts = [team('Treasury', { cut: range(31_000, null, null) })];
		const figure = teamImpactsFigure(counts, place, english);
		expect(figure.title).toBe('Teams are named with the people who left, without their size before');
		expect(figure.summary).toContain('One team with the number of people who left.');
		const charts = caseCharts({ ...data, teamImpacts: counts }, titleOf, english);
		expect(charts.teams).toMatchObject({ unit: 'people', rows: [{ label: 'Treasury', low: 31_000, high: null }] });
	});

	test('a team named without any figure is not drawn but named in a note', () => {
		expect(shares.map((share) => share.team)).not.toContain('front end');
		const figure = teamImpactsFigure(
			[team('front end', {}), team('Asia-Pacific', { cutPercent: '45' })],
			place,
			english
		);
		expect(figure.notes.at(-1)).toBe('Named as hit without a share: front end.');
		expect(figure.table.rows).toHaveLength(2);
	});
});

describe('the case told', () => {
	test('steps stand in order of date, and an incident is not tied to an event', () => {
		const steps = caseStory(data, titleOf, english);
		expect(steps.map((step) => [step.date, step.kind])).toEqual([
			['2022-11-10', 'executives'],
			['2022-11-16', 'event'],
			['2025-05-24', 'incident']
		]);
		expect(JSON.stringify(toldIncidents(data.incidents, titleOf, 'UTC', english))).not.toContain('ultimatum');
		expect(toldIncidents(data.incidents, titleOf, 'Europe/Paris', english)[0].start).toContain('24 May 2025, 14:17');
	});

	test('an event known by the hour of its announcement only stands on that day: 16 November 2022', () => {
		const hourly = { ...ultimatum, announcedOn: null, reportedOn: null, announcedAtLocal: '2022-11-16T09:00' };
		const only = { ...data, events: [hourly], departures: [], incidents: [] };
		expect(caseStory(only, titleOf, english).map((step) => step.date)).toEqual(['2022-11-16']);
		expect(timelineFigure(only, titleOf, place, english).table.rows).not.toHaveLength(0);
	});

	test('the deadline of 17:00 in New York is 22:00 in UTC', () => {
		expect(ultimatums(data.events, titleOf)[0].deadlineAt).toBe('2022-11-17T22:00:00.000Z');
	});

	test('the headcount title leaves contractors out: 7,500 to 1,500', () => {
		expect(caseHeadcountFigure(data.headcounts, place, english).title).toBe(
			'Reported headcount went from 7,500 (31 October 2022) to 1,500 (11 April 2023)'
		);
	});

	test('one headcount alone went nowhere: 2,074,649', () => {
		const only = [headcount('2025-11', 2_074_649, 'employees', 'computed')];
		expect(caseHeadcountFigure(only, place, english).title).toBe('Reported headcount: 2,074,649 (November 2025)');
	});

	test('the timeline counts 1 event, 1 departure and 1 incident', () => {
		expect(timelineFigure(data, titleOf, place, english).title).toBe(
			'1 event, 1 departure of an executive and 1 incident from 2022 to 2025'
		);
	});

	test('two versions of a fact stay side by side in the language of the reader', () => {
		const statement = { text: { en: 'Thursday', fr: 'Jeudi' }, source: 'CNN', published: '2022-11', href: null };
		const told = toldContradictions(
			[{ id: 'deadline', title: { en: 'When', fr: 'Quand' }, statements: [statement, statement] }],
			serverLanguage('fr')
		);
		expect(told[0]).toMatchObject({
			title: 'Quand',
			statements: [{ text: 'Jeudi', published: 'novembre 2022' }, { text: 'Jeudi' }]
		});
	});

	test('the citation escapes what BibTeX would read as a command', () => {
		const cited = {
			id: 'a',
			title: 'R&D 50%',
			version: '1.2.0',
			versions: 'events 1',
			address: 'http://localhost/library/a',
			retrievedOn: '2026-11-22'
		};
		const { text, bibtex } = caseCitation(cited, english);
		expect(bibtex).toContain('title        = {R\\&D 50\\%}');
		expect(text).toBe(
			'Muster public library: R&D 50%. Version 1.2.0 (events 1). Retrieved 22 November 2026 from http://localhost/library/a'
		);
	});
});
