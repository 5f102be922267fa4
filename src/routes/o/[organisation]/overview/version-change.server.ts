import type { Language } from '#lib/messages/language.ts';
import { computeHeadcount, computeRoleCoverage, type Reader } from '#lib/metrics/registry.server.ts';
import { listDatasets } from '#lib/server/dataset-store.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { versionPins } from '#lib/server/version-pins.ts';
import { isBelow } from '../coverage/coverage-figure.ts';
import type { OrganisationFacts } from '../organisation-facts.server.ts';

/** What the newest roster says that the one before it did not; null where there is none before it. */
export async function versionChange(
	reader: Reader,
	facts: OrganisationFacts,
	language: Language
): Promise<string[] | null> {
	const states = await versionStates(reader, facts);
	return states && changeSentences(states.present, states.former, language);
}

/** Headcount and roles below their minimum under the newest roster and the one before it; null where there is none. */
export async function versionStates(
	reader: Reader,
	facts: OrganisationFacts
): Promise<{ present: VersionState; former: VersionState } | null> {
	const runtime = getRuntime();
	const roster = facts.versions.find((version) => version.kind === 'roster');
	if (roster === undefined) return null;
	const datasets = await runtime.database.inOrganisation(reader.scope, (tx) => listDatasets(tx, reader.scope));
	const versions = datasets.find((dataset) => dataset.id === roster.datasetId)?.versions ?? [];
	const former = versions
		.filter((version) => version.state === 'superseded' && (version.number ?? 0) < roster.number)
		.sort((a, b) => (b.number ?? 0) - (a.number ?? 0))[0];
	if (former?.number == null) return null;
	const pins = versionPins([{ datasetId: roster.datasetId, version: former.number }]).split('.');
	const present = await stateOf(reader, roster.asOf);
	const before = await stateOf({ ...reader, pins }, former.asOf);
	return {
		present: { version: roster.number, asOf: roster.asOf, ...present },
		former: { version: former.number, asOf: former.asOf, ...before }
	};
}

export interface VersionState {
	version: number;
	asOf: string | null;
	people: number | null;
	/** Names of the roles below their minimum; null without a minimum. */
	below: string[] | null;
}

async function stateOf(reader: Reader, asOf: string | null): Promise<Pick<VersionState, 'people' | 'below'>> {
	const on = asOf === null ? {} : { from: asOf, to: asOf };
	const headcount = await computeHeadcount(getRuntime(), reader, { ...on, step: 'month' });
	const coverage = await computeRoleCoverage(getRuntime(), reader, { on: asOf ?? undefined, clock: 'worked' });
	return {
		people: headcount?.summary.atEnd ?? null,
		below: coverage === null ? null : coverage.rows.filter(isBelow).map((row) => row.name)
	};
}

/** Which version replaced which, how headcount differs, and which roles went below or came back. */
export function changeSentences(present: VersionState, former: VersionState, { t, format }: Language): string[] {
	const day = (asOf: string | null) => (asOf === null ? '–' : format.date(asOf));
	const sentences = [
		t('analysis.change.versions', {
			version: present.version,
			asOf: day(present.asOf),
			former: former.version,
			formerAsOf: day(former.asOf)
		})
	];
	if (present.people !== null && former.people !== null)
		sentences.push(
			t('analysis.change.people', {
				people: format.number(present.people),
				former: format.number(former.people),
				change: format.signed(present.people - former.people)
			})
		);
	if (present.below === null || former.below === null) return sentences;
	const fell = present.below.filter((name) => !former.below!.includes(name));
	const back = former.below.filter((name) => !present.below!.includes(name));
	if (fell.length > 0) sentences.push(t('analysis.change.fell', { roles: format.list(fell), count: fell.length }));
	if (back.length > 0) sentences.push(t('analysis.change.back', { roles: format.list(back), count: back.length }));
	if (fell.length + back.length === 0) sentences.push(t('analysis.change.same', { below: present.below.length }));
	return sentences;
}
