import { computeUltimatumResponse, type ResponseDimension } from '#lib/metrics/registry.server.ts';
import { computeEventComparison } from '#lib/metrics/registry-events.server.ts';
import { publishedBasis } from '#lib/metrics/published-basis.server.ts';
import { UnfitParameter } from '#lib/metrics/metric-definition.server.ts';
import type { Language } from '#lib/messages/language.ts';
import { researchCurve, type ReleasedCurve } from '#lib/server/disclosure/research-curve.ts';
import { researchRelease, type ResearchRelease } from '#lib/server/disclosure/research-release.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { roleNamer, withGroupNames, type NamedFamily } from '../group-names.ts';
import { organisationFacts } from '../organisation-facts.server.ts';

const DIMENSIONS: ResponseDimension[] = ['role', 'level', 'tenure'];
const ANSWERS = ['stay', 'leave', 'silent'] as const;

export interface ReleaseDraft {
	eventId: string;
	silenceRule: string;
	/** Null where fewer than two answers were given by as many people as the threshold asks for. */
	release: ResearchRelease | null;
	/** How many of the people of day 0, the announcement, never left; null where that cannot be made safe. */
	curve: ReleasedCurve | null;
	/** The role families of the organisation, with their names in both languages. */
	families: NamedFamily[];
}

// A year on the grid that METHODS 7.3 asks for.
const CURVE_DAYS = { from: 0, to: 360, step: 30 };

/** The tables of one ultimatum as they would be released; null where its answers are not published. */
export async function releaseDraft(reader: Reader, eventId: string, language: Language): Promise<ReleaseDraft | null> {
	const { families } = await organisationFacts(reader);
	const roleName = roleNamer(families, language);
	const groupings = [];
	let silenceRule = '';
	for (const dimension of DIMENSIONS) {
		const found = await computeUltimatumResponse(getRuntime(), reader, { eventId, dimension });
		if (!found) return null;
		silenceRule = found.summary.silenceRule;
		const rows = withGroupNames(found.rows, dimension, roleName, language);
		const counts = rows.map((row) => ANSWERS.map((answer) => row[answer] ?? 0));
		groupings.push({ id: dimension, table: { rows: rows.map(({ group }) => group), columns: [...ANSWERS], counts } });
	}
	const { thresholds } = await publishedBasis(getRuntime(), reader);
	const release = researchRelease(groupings, thresholds.research, 'other');
	const curve = release === null ? null : await curveOf(reader, eventId, release);
	return { eventId, silenceRule, release, curve, families };
}

async function curveOf(reader: Reader, eventId: string, release: ResearchRelease): Promise<ReleasedCurve | null> {
	const asked = { ...CURVE_DAYS, eventIds: [eventId], dayZeroKind: 'announcement' as const };
	const found = await computeEventComparison(getRuntime(), reader, asked).catch((failure: unknown) => {
		if (failure instanceof UnfitParameter) return null;
		throw failure;
	});
	const people = found?.summary.events[0]?.base;
	if (!found || !people) return null;
	const answers = release.answers.map((answer) => release.totals.get(`answer ${answer}`) ?? 0);
	return researchCurve(people, found.rows, answers, release.threshold);
}
