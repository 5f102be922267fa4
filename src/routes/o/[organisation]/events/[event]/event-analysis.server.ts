import type { FlowDatum } from '#lib/charts/flow/flow-layout.ts';
import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import type { IcicleDatum } from '#lib/charts/icicle/icicle-layout.ts';
import type { RateDatum } from '#lib/charts/rates/rates-layout.ts';
import type { SlopeDatum } from '#lib/charts/slope/slope-layout.ts';
import type { StripDatum } from '#lib/charts/strip/strip-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import { UnfitParameter } from '#lib/metrics/metric-definition.server.ts';
import { computeAnswerOutcomes } from '#lib/metrics/registry-answers.server.ts';
import * as events from '#lib/metrics/registry-events.server.ts';
import * as outcomes from '#lib/metrics/registry-outcomes.server.ts';
import { computeExecutiveVacancy } from '#lib/metrics/registry-tenure.server.ts';
import { computeRoleCoverage } from '#lib/metrics/registry.server.ts';
import { roleFamilyOf } from '#lib/roles/role-rules.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { addDays } from '#lib/statistics/civil-date.ts';
import type { FigurePlace } from '../../../../figure-frame.ts';
import type { DrawnView } from '../../drawn-view.ts';
import type { OrganisationFacts } from '../../organisation-facts.server.ts';
import { incidentsView } from './incidents-figure.ts';
import { ledRolesView, type LedRolesView } from './led-roles.ts';
import { matchingView } from './matching-figure.ts';
import { organisationView } from './organisation-figure.ts';
import { flowView, tenureLostView } from './outcome-figures.ts';
import { slopeView } from './slope-figure.ts';

/** What became of people, roles and services after an event; each part null where there are no data for it. */
export interface EventAnalysis {
	exits: { people: number; left: number; until: string } | null;
	matching: DrawnView<{ cells: HeatmapCell[] }> | null;
	flow: DrawnView<{ data: FlowDatum[] }> | null;
	tenureLost: DrawnView<{ rows: StripDatum[] }> | null;
	slope: DrawnView<{ rows: SlopeDatum[]; before: string; after: string }> | null;
	organisation: DrawnView<{ data: IcicleDatum[] }> | null;
	incidents: DrawnView<{ rows: RateDatum[]; wording: 'incidents' }> | null;
	led: LedRolesView | null;
}
interface Context {
	facts: OrganisationFacts;
	eventId: string;
	roleName: (role: string) => string;
	place: FigurePlace;
	/** Where figures of the chosen people stand. */
	ofPeople: FigurePlace;
}

/** `chosen` reads only the people that the address asks for; the minimum of a role, and answers, are everybody’s. */
export async function eventAnalysis(
	reader: Reader,
	chosen: Reader,
	{ facts, eventId, roleName, place, ofPeople }: Context,
	language: Language
): Promise<EventAnalysis> {
	const runtime = getRuntime();
	const context = { roleName, place };
	const everybody = await fitting(() => outcomes.computeEventOutcomes(runtime, reader, { eventId }));
	const became =
		chosen === reader ? everybody : await fitting(() => outcomes.computeEventOutcomes(runtime, chosen, { eventId }));
	const matching = await fitting(() => computeAnswerOutcomes(runtime, reader, { eventId }));
	const parts = await organisationParts(chosen, eventId);
	const incidents = await fitting(() => events.computeIncidentRate(runtime, reader, { eventId }));
	const departures = await fitting(() => events.computeExecutiveDeparturesWindow(runtime, reader, { eventId }));
	const vacancies = departures && (await computeExecutiveVacancy(runtime, reader, { on: facts.asOf ?? undefined }));
	const coverage =
		everybody &&
		(await computeRoleCoverage(runtime, reader, {
			on: everybody.summary.until,
			before: addDays(everybody.summary.dayZero.on, -1),
			clock: 'worked'
		}));
	const roleOf = (post: string) => {
		const id = roleFamilyOf(facts.rules, post, '');
		return id === null ? null : { id, name: roleName(id) };
	};
	const led = { roleOf, coverage: coverage?.rows ?? [], vacancies: vacancies?.rows ?? [] };
	return {
		exits: everybody && { ...everybody.summary.total, until: everybody.summary.until },
		matching: matching && matchingView(matching, context, language),
		flow: became && flowView(became, { roleName, place: ofPeople }, language),
		tenureLost: became && tenureLostView(became, { roleName, place: ofPeople }, language),
		slope: coverage && slopeView(coverage, context, language),
		organisation: parts && organisationView(parts, { roleName, place: ofPeople }, language),
		incidents: incidents && incidentsView(incidents, place, language),
		led: departures && ledRolesView(departures, led, language)
	};
}

/** Departments with their roles; where each department is one role, sites with their departments. */
async function organisationParts(reader: Reader, eventId: string) {
	const found = await fitting(() => outcomes.computeOrganisationLoss(getRuntime(), reader, { eventId }));
	const [outer, inner] = [1, 2].map((depth) => found?.rows.filter((row) => row.path.length === depth).length ?? 0);
	if (inner === 0 || inner > outer) return found;
	return outcomes.computeOrganisationLoss(getRuntime(), reader, { eventId, levels: ['site', 'department'] });
}

/** Null where the event has no day in the data: there is nothing to show, and nothing is wrong. */
async function fitting<Found>(compute: () => Promise<Found | null>): Promise<Found | null> {
	try {
		return await compute();
	} catch (error) {
		if (error instanceof UnfitParameter) return null;
		throw error;
	}
}
