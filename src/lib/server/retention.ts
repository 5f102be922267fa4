import { recordAudit } from './audit.ts';
import type { Scope, Transaction } from './database.ts';

export const RETENTION_CLASSES = ['uploads', 'drafts', 'former-versions', 'datasets'] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];
/** Days by class; null is without limit. */
export type RetentionRules = Record<RetentionClass, number | null>;

/** Uploads are kept to read them again, so never longer; published data is deleted only where somebody decided so. */
export const DEFAULT_RETENTION: RetentionRules = {
	uploads: 30,
	drafts: 90,
	'former-versions': null,
	datasets: null
};
export const LONGEST_UPLOAD_DAYS = 30;
export const LONGEST_DAYS = 36_500;

export async function retentionRules(tx: Transaction, scope: Scope): Promise<RetentionRules> {
	const rows = await tx<{ name: RetentionClass; days: number | null }[]>`select data_class as name, days
		from retention_rule where organisation_id = ${scope.organisation}`;
	return { ...DEFAULT_RETENTION, ...Object.fromEntries(rows.map(({ name, days }) => [name, days])) };
}

/** Sets how long each class is kept, and single datasets. False, and nothing set, where a number is out of range. */
export async function saveRetention(
	tx: Transaction,
	scope: Scope,
	rules: RetentionRules,
	{ datasets, requestId = null }: { datasets: Map<string, number | null>; requestId?: string | null }
): Promise<boolean> {
	const days = [...Object.values(rules), ...datasets.values()].filter((one) => one !== null);
	const isUploadTime = rules.uploads !== null && rules.uploads <= LONGEST_UPLOAD_DAYS;
	if (!isUploadTime || !days.every((one) => Number.isInteger(one) && one >= 1 && one <= LONGEST_DAYS)) return false;
	for (const name of RETENTION_CLASSES)
		await tx`insert into retention_rule (organisation_id, data_class, days)
			values (${scope.organisation}, ${name}, ${rules[name]})
			on conflict (organisation_id, data_class) do update set days = excluded.days`;
	for (const [id, one] of datasets)
		await tx`update dataset set retention_days = ${one} where organisation_id = ${scope.organisation} and id = ${id}`;
	await recordAudit(tx, scope, { action: 'retention.changed', details: { ...rules }, requestId });
	return true;
}

/** Something that has a day on which it is deleted. */
export interface DueItem {
	dataClass: RetentionClass;
	/** The version, or the dataset for class `datasets`. */
	id: string;
	dataset: string;
	kind: string;
	version: number | null;
	dueAt: Date;
}

/**
 * What is due within `days` of now, the earliest first. An upload counts from its arrival, a draft too; a former version
 * from the day another took its place, a dataset from its newest publication.
 */
export async function dueItems(tx: Transaction, scope: Scope, days: number): Promise<DueItem[]> {
	const rules = await retentionRules(tx, scope);
	const own = tx`d.organisation_id = ${scope.organisation}`;
	const versions = tx`dataset d join dataset_version v
		on v.organisation_id = d.organisation_id and v.dataset_id = d.id`;
	const within = (limit: number | null) => tx`make_interval(days => ${limit}::integer)`;
	const rows = await tx<DueItem[]>`
		select "dataClass", id, dataset, kind, nullif(greatest(number, 0), 0) as version, due as "dueAt" from (
			select 'uploads' as "dataClass", v.id, d.name as dataset, d.kind, v.number,
				least(v.raw_file_until, v.created_at + ${within(rules.uploads)}) as due
				from ${versions} where ${own} and v.raw_file is not null
			union all
			select 'drafts', v.id, d.name, d.kind, v.number, v.created_at + ${within(rules.drafts)}
				from ${versions} where ${own} and v.state = 'draft' and v.stage not in ('receiving', 'reading', 'checking')
			union all
			select 'former-versions', v.id, d.name, d.kind, v.number, coalesce((select max(p.published_at) from publication p
					where p.organisation_id = v.organisation_id and p.former_version_id = v.id), v.published_at)
					+ ${within(rules['former-versions'])}
				from ${versions} where ${own} and v.state = 'superseded'
			union all
			select 'datasets', d.id, d.name, d.kind, null, (select max(p.published_at) from publication p
					where p.organisation_id = d.organisation_id and p.dataset_id = d.id)
					+ make_interval(days => coalesce(d.retention_days, ${rules.datasets}::integer))
				from dataset d where ${own}
		) item where due <= now() + make_interval(days => ${days}) order by due, "dataClass", dataset, number, id`;
	return [...rows];
}
