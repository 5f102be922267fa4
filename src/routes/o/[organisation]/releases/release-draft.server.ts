import { computeUltimatumResponse, type ResponseDimension } from '#lib/metrics/registry.server.ts';
import type { Language } from '#lib/messages/language.ts';
import { researchRelease, type ResearchRelease } from '#lib/server/disclosure/research-release.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { roleNamer, withGroupNames } from '../group-names.ts';
import { organisationFacts } from '../organisation-facts.server.ts';

const DIMENSIONS: ResponseDimension[] = ['role', 'level', 'tenure'];
const ANSWERS = ['stay', 'leave', 'silent'] as const;

export interface ReleaseDraft {
	eventId: string;
	silenceRule: string;
	/** Null where fewer than two answers were given by ten people each. */
	release: ResearchRelease | null;
}

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
	return { eventId, silenceRule, release: researchRelease(groupings, 'other') };
}
