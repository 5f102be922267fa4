import type { KnownReferences, Layout } from '#lib/datasets/dataset.ts';
import { loadEvents } from '#lib/datasets/events/events.server.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import type { Scope, Transaction } from '#lib/server/database.ts';
import { publishedVersions } from '#lib/server/dataset-store.ts';
import { PERSON_KEY_BYTES, personHash } from '#lib/server/person-keys.ts';
import { answerWindow } from './answer-window.ts';
import { lastAnswersOf } from './published-answers.server.ts';

interface ReferencesOf {
	layout: Layout;
	/** Answers: the event that was answered. */
	eventId: string | null;
	personKey: Uint8Array;
	/** Answers: the published ones that those of the file are added to. */
	answers: ColumnTable | null;
}

/** What is published and may be named by rows of a layout: people, functions, events; the hours of the event answered. */
export async function knownReferences(
	tx: Transaction,
	scope: Scope,
	references: ReferencesOf
): Promise<KnownReferences> {
	const { layout, personKey } = references;
	const isPeople = layout.table === 'ultimatum_response' || layout.table === 'qualification';
	const isEvents = layout.fields.some(({ name }) => name === 'related_event_id') || layout.table === 'team_impact';
	if (!isPeople && !isEvents) return {};
	const versions = await publishedVersions(tx, scope);
	const of = (table: string) =>
		versions.filter((version) => version.layout === table).map(({ versionId }) => versionId);
	return {
		...(isPeople && (await knownPeople(tx, scope, of('roster_spell'), personKey))),
		...(layout.table === 'qualification' && (await knownFunctions(tx, scope, of('staffing_requirement')))),
		...(isEvents && (await knownEvents(tx, scope, of('event')))),
		...(layout.table === 'ultimatum_response' && (await windowOf(tx, scope, of('event'), references)))
	};
}

async function windowOf(
	tx: Transaction,
	scope: Scope,
	versionIds: string[],
	{ eventId, personKey, answers }: ReferencesOf
): Promise<KnownReferences> {
	if (eventId === null) return {};
	const event = (await loadEvents(tx, scope, versionIds)).find((each) => each.eventId === eventId);
	const window = event && answerWindow(event);
	if (!window) return {};
	return { window, ...(answers && { answered: lastAnswersOf(answers, window, personKey) }) };
}

/** Keys of the people of all published rosters: 16 bytes a person, in parts whose keys ascend. */
async function knownPeople(
	tx: Transaction,
	scope: Scope,
	versionIds: string[],
	personKey: Uint8Array
): Promise<KnownReferences> {
	if (versionIds.length === 0) return {};
	const parts = await tx<{ keys: Buffer }[]>`
		select person_keys as keys from person_identity
		where organisation_id = ${scope.organisation} and version_id in ${tx(versionIds)}
		order by version_id, part`;
	const hash = personHash(personKey);
	return {
		person: (id) => {
			const key = Buffer.from(hash(id), 'hex');
			return parts.some(({ keys }) => holds(keys, key));
		}
	};
}

/** True where one of the ascending keys is this one. */
function holds(keys: Buffer, key: Buffer): boolean {
	let low = 0;
	let high = keys.length / PERSON_KEY_BYTES - 1;
	while (low <= high) {
		const middle = (low + high) >>> 1;
		const start = middle * PERSON_KEY_BYTES;
		const order = key.compare(keys, start, start + PERSON_KEY_BYTES);
		if (order === 0) return true;
		if (order < 0) high = middle - 1;
		else low = middle + 1;
	}
	return false;
}

async function knownFunctions(tx: Transaction, scope: Scope, versionIds: string[]): Promise<KnownReferences> {
	if (versionIds.length === 0) return {};
	const rows = await tx<{ id: string }[]>`select distinct function_id as id from staffing_requirement
		where organisation_id = ${scope.organisation} and version_id in ${tx(versionIds)}`;
	const ids = new Set(rows.map(({ id }) => id));
	return { function: (id) => ids.has(id) };
}

async function knownEvents(tx: Transaction, scope: Scope, versionIds: string[]): Promise<KnownReferences> {
	if (versionIds.length === 0) return {};
	const rows = await tx<{ id: string }[]>`select distinct event_id as id from event
		where organisation_id = ${scope.organisation} and version_id in ${tx(versionIds)}`;
	const ids = new Set(rows.map(({ id }) => id));
	return { event: (id) => ids.has(id) };
}
