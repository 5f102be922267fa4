import type { Layout } from '#lib/datasets/dataset.ts';
import { storedColumns } from '#lib/datasets/stored-columns.ts';
import { columnNames, type Scope, type Transaction } from '#lib/server/database.ts';
import type { ImportPlan } from '../plan.ts';
import { lineInFile } from '../type-columns.ts';
import type { DraftRecord } from './draft-record.server.ts';
import type { Difference } from './draft-view.ts';
import { ROW_KEYS } from './row-keys.ts';

const LISTED_LINES = 20;

interface Carrying {
	tx: Transaction;
	scope: Scope;
	layout: Layout;
	draft: DraftRecord;
}

/** What a draft took over from the published version beside the rows of its file. */
export interface Carried {
	/** Rows taken over. */
	rows: number;
	/** Rows of the file that gave way to published ones. */
	leftOut: number;
	conflicts?: Difference['conflicts'];
}

/** The last line of the published rows: those of an added file are numbered after it. */
export async function formerLines({ tx, scope, layout, draft }: Carrying): Promise<number> {
	const [last] = await tx<{ line: number }[]>`select coalesce(max(line), 0) as line from ${tx(layout.table)}
		where organisation_id = ${scope.organisation} and version_id = ${draft.publishedVersionId}`;
	return last.line;
}

/**
 * Completes the rows of an added file with the published ones. 'append': all of them, and a fact that is published
 * already stays as it is, while people may have further rows. 'correct': those whose key is not in the file. `offset`
 * is what the lines of the file were moved by.
 */
export async function carryFormerRows(carrying: Carrying, plan: ImportPlan, offset: number): Promise<Carried> {
	const { tx, scope, layout, draft } = carrying;
	const found = await conflictsOf(carrying);
	const lines = [...new Set(found.lines.map((line) => lineInFile(plan, line - offset)))];
	const conflicts = { ...found, lines };
	const gives = draft.mode === 'append' && !layout.isAboutPeople && conflicts.rows > 0;
	if (gives)
		await tx`delete from ${tx(layout.table)} n where ${own(carrying, 'draft')} and ${hasSameKey(carrying, 'former')}`;
	const isReplaced = draft.mode === 'correct' ? tx`and not ${hasSameKey(carrying, 'draft')}` : tx``;
	const rows = await copyRows(carrying, { line: tx`n.line`, condition: isReplaced });
	await copyIdentities(tx, scope, draft);
	return { rows, leftOut: gives ? conflicts.rows : 0, conflicts: conflicts.rows > 0 ? conflicts : undefined };
}

/** People of the published version whose rows it had taken over itself, since they were not in its file either. */
export interface FormerlyCarried {
	lines: { from: number; to: number };
	/** Their keys as in the columns of a version. */
	people: ReadonlySet<bigint>;
}

/** Null where the published version took nothing over. */
export async function formerlyCarried({ tx, scope, draft }: Carrying): Promise<FormerlyCarried | null> {
	const [version] = await tx<{ lines: { from: number; to: number } | null }[]>`
		select difference->'carried' as lines from dataset_version
		where organisation_id = ${scope.organisation} and id = ${draft.publishedVersionId}`;
	const lines = version?.lines;
	if (!lines) return null;
	const rows = await tx<{ key: string }[]>`
		select distinct encode(substring(person_key for 8), 'hex') as key from roster_spell
		where organisation_id = ${scope.organisation} and version_id = ${draft.publishedVersionId}
			and line between ${lines.from} and ${lines.to}`;
	return { lines, people: new Set(rows.map(({ key }) => BigInt(`0x${key}`))) };
}

/**
 * Takes over the published rows of people who are not in a new full roster: all rows of those `remembered`, and of the
 * others as was decided: 'unchanged' all of them, 'date-unknown' those with an exit date, since an employment that
 * ended on an unknown day counts nowhere. Their lines follow those of the file.
 */
export async function carryMissingPeople(
	carrying: Carrying,
	plan: ImportPlan,
	{ lines, remembered }: { lines: number; remembered: FormerlyCarried | null }
): Promise<number> {
	const { tx, scope, draft } = carrying;
	const line = (after: number) => tx`${after}::integer + (row_number() over (order by n.line))::integer`;
	const isMissing = tx`and not ${hasSameKey(carrying, 'draft')}`;
	let rows = 0;
	if (remembered) {
		const { from, to } = remembered.lines;
		const condition = tx`${isMissing} and n.line between ${from} and ${to}`;
		rows += await copyRows(carrying, { line: line(lines), condition });
	}
	if (plan.missingPeople === 'unchanged' || plan.missingPeople === 'date-unknown') {
		const isEnded = plan.missingPeople === 'date-unknown' ? tx`and n.exit_date is not null` : tx``;
		rows += await copyRows(carrying, { line: line(lines + rows), condition: tx`${isMissing} ${isEnded}` });
	}
	if (rows > 0) await copyIdentities(tx, scope, draft);
	return rows;
}

type Version = 'draft' | 'former';
const versionOf = (draft: DraftRecord, version: Version) => (version === 'draft' ? draft.id : draft.publishedVersionId);

function own({ tx, scope, draft }: Carrying, version: Version) {
	return tx`n.organisation_id = ${scope.organisation} and n.version_id = ${versionOf(draft, version)}`;
}

/** Whether a row of the other version has the key of row n. */
function hasSameKey({ tx, scope, layout, draft }: Carrying, version: Version) {
	const same = ROW_KEYS[layout.table].map((name) =>
		name === 'person_key'
			? tx`and o.person_key = n.person_key`
			: tx`and o.${tx(name)} is not distinct from n.${tx(name)}`
	);
	return tx`exists (select from ${tx(layout.table)} o where o.organisation_id = ${scope.organisation}
		and o.version_id = ${versionOf(draft, version)} ${same})`;
}

async function conflictsOf(carrying: Carrying): Promise<{ rows: number; lines: number[] }> {
	const { tx, layout } = carrying;
	const [found] = await tx<{ rows: number; lines: number[] | null }[]>`
		select count(*) as rows, (array_agg(n.line order by n.line))[1:${LISTED_LINES}::integer] as lines
		from ${tx(layout.table)} n where ${own(carrying, 'draft')} and ${hasSameKey(carrying, 'former')}`;
	return { rows: found.rows, lines: found.lines ?? [] };
}

type Fragment = ReturnType<typeof own>;

async function copyRows(
	carrying: Carrying,
	{ line, condition }: { line: Fragment; condition: Fragment }
): Promise<number> {
	const { tx, layout, draft } = carrying;
	const names = columnNames(
		tx,
		storedColumns(layout).map((column) => column.name)
	);
	const copied = await tx`
		insert into ${tx(layout.table)} (organisation_id, version_id, line, ${names})
		select organisation_id, ${draft.id}::uuid, ${line}, ${names} from ${tx(layout.table)} n
		where ${own(carrying, 'former')} ${condition}`;
	return copied.count;
}

async function copyIdentities(tx: Transaction, scope: Scope, draft: DraftRecord): Promise<void> {
	await tx`
		insert into person_identity
			(organisation_id, version_id, part, first_key, last_key, person_keys, ids_encrypted)
		select organisation_id, ${draft.id}::uuid, part + 1 + (select coalesce(max(part), -1) from person_identity
			where organisation_id = ${scope.organisation} and version_id = ${draft.id}),
			first_key, last_key, person_keys, ids_encrypted
		from person_identity
		where organisation_id = ${scope.organisation} and version_id = ${draft.publishedVersionId}`;
}
