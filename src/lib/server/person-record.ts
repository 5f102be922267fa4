import { recordAudit } from './audit.ts';
import type { Scope, Transaction } from './database.ts';
import { personIdOf } from './person-identities.ts';
import { personHash, personReference } from './person-keys.ts';
import { KINDS_ABOUT_PEOPLE, PERSON_TABLES } from './person-rows.ts';
import type { Io } from './runtime.ts';

/** Where an organisation holds rows about a person. */
export interface PersonPlace {
	dataset: string;
	kind: string;
	version: number | null;
	state: string;
	table: string;
	rows: number;
}

/** Everything an organisation holds about a person, as it is handed to that person. */
export interface PersonRecord {
	personId: string;
	preparedAt: string;
	places: (PersonPlace & { data: Record<string, unknown>[] })[];
	/** Uploads that may name the person in columns that were not taken over, and until when they are kept. */
	files: { name: string; dataset: string; keptUntil: string | null }[];
	/** Acts about this person alone: that somebody looked, exported, erased. */
	acts: { occurredAt: string; act: string }[];
}

type PlaceWithData = PersonRecord['places'][number];

/** Whether anything names the person: rows, or the id alone. */
export async function isKnownPerson(
	io: Pick<Io, 'secrets'>,
	tx: Transaction,
	scope: Scope,
	id: string
): Promise<boolean> {
	const key = personHash(io.secrets.personKey(scope.organisation))(id);
	if ((await placesOf(tx, scope, key)).length > 0) return true;
	return (await personIdOf(io, tx, scope, Buffer.from(key, 'hex'))) !== null;
}

/** The versions and drafts with rows about a person, and the rows. */
async function placesOf(tx: Transaction, scope: Scope, key: string): Promise<PlaceWithData[]> {
	const places: PlaceWithData[] = [];
	for (const table of PERSON_TABLES)
		places.push(
			...(await tx<PlaceWithData[]>`
				select d.name as dataset, d.kind, nullif(greatest(v.number, 0), 0) as version, v.state, ${table} as "table",
					count(*) as rows,
					jsonb_agg(to_jsonb(r) - 'organisation_id' - 'version_id' - 'person_key' order by r.line) as data
				from ${tx(table)} r
					join dataset_version v on v.organisation_id = r.organisation_id and v.id = r.version_id
					join dataset d on d.organisation_id = v.organisation_id and d.id = v.dataset_id
				where r.organisation_id = ${scope.organisation} and r.person_key = decode(${key}, 'hex')
				group by d.id, d.name, d.kind, v.id, v.number, v.state order by d.kind, d.name collate "C", v.number`)
		);
	return places;
}

/** Where a person is, for somebody who asks by the id; the look is an entry of the audit log. */
export async function lookUpPerson(
	io: Io,
	scope: Scope,
	{ id, requestId = null }: { id: string; requestId?: string | null }
): Promise<PersonPlace[]> {
	const personKey = io.secrets.personKey(scope.organisation);
	return io.database.inOrganisation(scope, async (tx) => {
		const places = (await placesOf(tx, scope, personHash(personKey)(id))).map(({ data: _, ...place }) => place);
		await recordAudit(tx, scope, {
			action: 'person.looked-up',
			objectType: 'person',
			objectId: personReference(personKey, id),
			details: { versions: places.length },
			requestId
		});
		return places;
	});
}

/** All about a person, for the person; null where nothing is held. The export is an entry of the audit log. */
export async function personRecord(
	io: Io,
	scope: Scope,
	{ id, requestId = null }: { id: string; requestId?: string | null }
): Promise<PersonRecord | null> {
	const personKey = io.secrets.personKey(scope.organisation);
	const reference = personReference(personKey, id);
	const key = personHash(personKey)(id);
	return io.database.inOrganisation(scope, async (tx) => {
		const places = await placesOf(tx, scope, key);
		if (places.length === 0) return null;
		const rows = places.reduce((sum, place) => sum + place.rows, 0);
		await recordAudit(tx, scope, {
			action: 'person.exported',
			objectType: 'person',
			objectId: reference,
			details: { versions: places.length, rows },
			requestId
		});
		return {
			personId: id,
			preparedAt: new Date().toISOString(),
			places,
			files: await keptFiles(tx, scope),
			acts: await actsAbout(tx, scope, reference)
		};
	});
}

async function keptFiles(tx: Transaction, scope: Scope): Promise<PersonRecord['files']> {
	const files = await tx<{ name: string; dataset: string; until: Date | null }[]>`
		select v.file_name as name, d.name as dataset, v.raw_file_until as until
		from dataset_version v join dataset d on d.organisation_id = v.organisation_id and d.id = v.dataset_id
		where v.organisation_id = ${scope.organisation} and d.kind in ${tx(KINDS_ABOUT_PEOPLE)} and v.raw_file is not null
		order by v.created_at, v.id`;
	return files.map(({ name, dataset, until }) => ({ name, dataset, keptUntil: until?.toISOString() ?? null }));
}

async function actsAbout(tx: Transaction, scope: Scope, reference: string): Promise<PersonRecord['acts']> {
	const acts = await tx<{ at: Date; action: string }[]>`select occurred_at as at, action from audit_entry
		where organisation_id = ${scope.organisation} and object_type = 'person' and object_id = ${reference}
		order by sequence`;
	return acts.map(({ at, action }) => ({ occurredAt: at.toISOString(), act: action }));
}
