import type { CoverageChoices, EventChoice } from './coverage/coverage-query.ts';
import { dayBefore } from './coverage/coverage-query.ts';
import { publishedBasis, type BasisReader } from '#lib/metrics/published-basis.server.ts';
import type { RoleRules } from '#lib/roles/role-rules.ts';
import type { PublishedVersion } from '#lib/server/dataset-store.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { caseRows } from '../../library/case-data.server.ts';
import type { CaseData, CaseEvent } from '../../library/[case]/case-rows.ts';
import type { NamedFamily } from './group-names.ts';

/** What an organisation has published, apart from rows about people. */
export interface OrganisationFacts {
	versions: PublishedVersion[];
	data: CaseData;
	families: NamedFamily[];
	/** Which titles and posts belong to which role. */
	rules: RoleRules;
	/** The day the newest roster was true; null without a roster. */
	asOf: string | null;
}

export async function organisationFacts(reader: BasisReader): Promise<OrganisationFacts> {
	const { scope } = reader;
	const { versions, rules } = await publishedBasis(getRuntime(), reader);
	return getRuntime().database.inOrganisation(scope, async (tx) => {
		const rosters = versions.filter((version) => version.kind === 'roster');
		return {
			versions,
			data: await caseRows(tx, scope, versions),
			families: rules.families,
			rules,
			asOf:
				rosters
					.map((version) => version.asOf ?? '')
					.sort()
					.at(-1) || null
		};
	});
}

const YEARS_BACK = 3;

/** What the reader may choose on the coverage page; events without a full date cannot be chosen. */
export function coverageChoices(
	facts: OrganisationFacts & { asOf: string },
	reader: Pick<Reader, 'tier'>,
	titleOf: (event: CaseEvent) => string
): CoverageChoices {
	const events = facts.data.events.flatMap((event): EventChoice[] => {
		const dayZero = event.announcedAtLocal?.slice(0, 10) ?? event.announcedOn ?? event.effectiveOn;
		if (!dayZero || dayZero.length !== 10) return [];
		return [
			{ id: event.eventId, title: titleOf(event), dayZero, deadlineOn: event.deadlineAtLocal?.slice(0, 10) ?? null }
		];
	});
	const back = `${Number(facts.asOf.slice(0, 4)) - YEARS_BACK}-01-01`;
	const eves = events.map((event) => dayBefore(event.dayZero));
	const firstDay = [back, ...eves].sort()[0];
	return { tier: reader.tier, events, firstDay, lastDay: facts.asOf };
}
