import { randomUUID } from 'node:crypto';
import type { Scope, Transaction } from './database.ts';
import type { Role } from './permissions.ts';

export interface Organisation {
	id: string;
	slug: string;
	name: string;
	isSample: boolean;
}

/** Fills a new organisation with what every one starts with, in the transaction that makes it. */
export type Prepare = (tx: Transaction, scope: Scope) => Promise<void>;

/** Makes the organisation of `scope`; its address is its name in letters, digits and hyphens, made unique. */
export async function createOrganisation(
	tx: Transaction,
	scope: Scope,
	details: { name: string; language: string; isSample?: boolean },
	prepare: Prepare
): Promise<Organisation> {
	const isSample = details.isSample ?? false;
	const slug = await freeSlug(tx, slugOf(details.name));
	await tx`insert into organisation (id, slug, name, is_sample, language)
		values (${scope.organisation}, ${slug}, ${details.name}, ${isSample}, ${details.language})`;
	await prepare(tx, scope);
	return { id: scope.organisation, slug, name: details.name, isSample };
}

/** The organisations an account belongs to, by name. Needs a system transaction opened for that account. */
export async function organisationsOf(tx: Transaction, accountId: string): Promise<Organisation[]> {
	const rows = await tx<Organisation[]>`
		select distinct o.id, o.slug, o.name, o.is_sample as "isSample"
		from organisation o join membership m on m.organisation_id = o.id
		where m.account_id = ${accountId} order by o.name, o.slug`;
	return [...rows];
}

/** Ids of all organisations but the public library. */
export async function tenantOrganisations(tx: Transaction): Promise<string[]> {
	const rows = await tx<{ id: string }[]>`select id from organisation where kind = 'tenant' order by slug`;
	return rows.map(({ id }) => id);
}

/** Where an account is a member, and as what. Needs a system transaction opened for it. */
export async function accountMemberships(
	tx: Transaction,
	accountId: string
): Promise<{ slug: string; name: string; roles: Role[] }[]> {
	const rows = await tx<{ slug: string; name: string; roles: Role[] }[]>`
		select o.slug, o.name, array_agg(m.role order by m.role) as roles
		from organisation o join membership m on m.organisation_id = o.id
		where m.account_id = ${accountId} group by o.id order by o.name, o.slug`;
	return [...rows];
}

export interface OrganisationSettings {
	name: string;
	/** Of invitations and mails. */
	language: string;
	/** IANA name: whose mornings count for briefs and daily work. */
	timeZone: string;
}

export async function organisationSettings(tx: Transaction, scope: Scope): Promise<OrganisationSettings> {
	const [{ name, language, timeZone }] = await tx<OrganisationSettings[]>`
		select name, language, time_zone as "timeZone" from organisation where id = ${scope.organisation}`;
	return { name, language, timeZone };
}

export async function saveOrganisationSettings(
	tx: Transaction,
	scope: Scope,
	{ name, language, timeZone }: OrganisationSettings
): Promise<void> {
	await tx`update organisation set name = ${name}, language = ${language}, time_zone = ${timeZone}
		where id = ${scope.organisation}`;
}

export async function hasPublishedData(tx: Transaction, scope: Scope): Promise<boolean> {
	const [row] = await tx<{ published: boolean }[]>`
		select exists (select from dataset where organisation_id = ${scope.organisation}
			and published_version_id is not null) as published`;
	return row.published;
}

/** 'Société Générale & Co' becomes 'societe-generale-co'. */
export function slugOf(name: string): string {
	const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	const words = plain.match(/[a-z0-9]+/g) ?? [];
	const slug = words.join('-').slice(0, 40).replace(/-$/, '');
	return slug || `organisation-${randomUUID().slice(0, 8)}`;
}

async function freeSlug(tx: Transaction, slug: string): Promise<string> {
	const [row] = await tx`select 1 from organisation where slug = ${slug}`;
	return row ? `${slug}-${randomUUID().slice(0, 8)}` : slug;
}
