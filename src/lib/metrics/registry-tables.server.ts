import { loadEvents } from '#lib/datasets/events/events.server.ts';
import type { EventRow } from '#lib/datasets/events/events.server.ts';
import { loadIncidents } from '#lib/datasets/incidents/incidents.server.ts';
import { loadRosterColumns } from '#lib/datasets/roster/roster.server.ts';
import {
	loadQualifications,
	loadRequirements
} from '#lib/datasets/staffing-requirements/staffing-requirements.server.ts';
import type { StaffingRequirement } from '#lib/datasets/staffing-requirements/staffing-requirements.server.ts';
import { loadResponseColumns } from '#lib/datasets/ultimatum-responses/ultimatum-responses.server.ts';
import type { RoleColumn } from '#lib/roles/role-column.server.ts';
import { roleColumn } from '#lib/roles/role-column.server.ts';
import { namedRoleFamily } from '#lib/roles/role-rules.ts';
import type { RoleRules } from '#lib/roles/role-rules.ts';
import type { ColumnTable } from '#lib/server/columns.ts';
import { NotCleared } from '#lib/server/disclosure/protect.ts';
import type { Scope } from '#lib/server/database.ts';
import type { PublishedVersion } from '#lib/server/dataset-store.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { Tier, VersionReference } from './metric.ts';
import { prepareRoster } from './prepare-roster.server.ts';
import { publishedBasis, type BasisReader, type PublishedBasis } from './published-basis.server.ts';
import type { RequirementRow } from './requirements-in-force.ts';
import { PART_COLUMNS, rosterPart, wordsOf } from './roster-part.server.ts';
import type { PartColumn, RosterPart } from './roster-part.server.ts';

/** What an organisation has published, and how it maps titles to roles: all a metric reads. */
export interface Reading extends PublishedBasis {
	io: Io;
	scope: Scope;
	/** Only these people of every roster; null for everybody. */
	part: RosterPart | null;
}

/** Opens what a reader may see; a reader who follows a frozen link sees the versions it names. */
export async function openReading(
	io: Io,
	reader: BasisReader & { tier?: Tier; part?: RosterPart | null }
): Promise<Reading> {
	const part = reader.part ?? null;
	if (part !== null && reader.tier !== 'analyst') throw new NotCleared('Only analysts choose a part of the people.');
	return { io, scope: reader.scope, part, ...(await publishedBasis(io, reader)) };
}

/** Published versions of a kind, the newest first. */
export function versionsOf(reading: Reading, kind: string): PublishedVersion[] {
	return reading.versions
		.filter((version) => version.kind === kind)
		.sort((a, b) => Number(b.publishedAt) - Number(a.publishedAt));
}

/** The civil date the data of a version were true, or failing that the day it was published. */
export function asOf(version: PublishedVersion): string {
	return version.asOf ?? version.publishedAt.toISOString().slice(0, 10);
}

export function references(versions: PublishedVersion[]): VersionReference[] {
	return versions.map((version) => ({
		dataset: version.name,
		datasetId: version.datasetId,
		kind: version.kind,
		version: version.number,
		asOf: asOf(version)
	}));
}

export async function rosterWithRoles(
	reading: Reading,
	version: PublishedVersion
): Promise<{ roster: ColumnTable; roles: RoleColumn }> {
	const everybody = await loadRosterColumns(reading.io, reading.scope, version);
	const roster = reading.part === null ? everybody : rosterPart(everybody, reading.part);
	return { roster, roles: keptRoles(reading, roster) };
}

const roles = new WeakMap<ColumnTable, { revision: string; column: RoleColumn }>();

/** The role of every row under the present rules, found once while the columns are in memory, and the employments. */
function keptRoles({ rules, rulesRevision }: Reading, roster: ColumnTable): RoleColumn {
	const known = roles.get(roster);
	if (known?.revision === rulesRevision) return known.column;
	const column = roleColumn(roster, rules);
	prepareRoster(roster, column);
	roles.set(roster, { revision: rulesRevision, column });
	return column;
}

/** Functions and qualifications of all published staffing requirements; roles by family id. */
export async function staffing(
	reading: Reading,
	versions: PublishedVersion[]
): Promise<{ requirements: RequirementRow[]; qualifications: ColumnTable[] }> {
	const { io, scope, rules } = reading;
	const isListed = (version: PublishedVersion) => version.layout === 'qualification';
	const rows = await io.database.inOrganisation(scope, async (tx) => {
		const found = [];
		for (const version of versions)
			if (!isListed(version)) found.push(...(await loadRequirements(tx, scope, version.versionId)));
		return found;
	});
	const qualifications = [];
	for (const version of versions.filter(isListed)) qualifications.push(await loadQualifications(io, scope, version));
	return { requirements: rows.map((row) => requirementUnder(rules, row)), qualifications };
}

/** A staffing requirement with its role by family id; critical where it says so, or else where its role is. */
export function requirementUnder(rules: RoleRules, row: StaffingRequirement): RequirementRow {
	const roleFamily = namedRoleFamily(rules, row.roleFamily ?? '');
	const isCritical = row.critical ?? rules.families.some((family) => family.id === roleFamily && family.isCritical);
	const { functionId, name, requiredMin, fromDate, owner, source, rolesOnCall, sites } = row;
	return { functionId, name, roleFamily, requiredMin, isCritical, fromDate, owner, source, rolesOnCall, sites };
}

export function loadResponses(reading: Reading, version: PublishedVersion): Promise<ColumnTable> {
	return loadResponseColumns(reading.io, reading.scope, version);
}

/** All published events, in the order of their versions and files. */
export async function publishedEvents(reading: Reading): Promise<EventRow[]> {
	const ids = versionsOf(reading, 'events').map((version) => version.versionId);
	if (ids.length === 0) return [];
	return reading.io.database.inOrganisation(reading.scope, (tx) => loadEvents(tx, reading.scope, ids));
}

/** The incidents of these versions; no table where there are none. */
export async function publishedIncidents(reading: Reading, versions: PublishedVersion[]) {
	if (versions.length === 0) return {};
	const ids = versions.map((version) => version.versionId);
	const load = reading.io.database.inOrganisation(reading.scope, (tx) => loadIncidents(tx, reading.scope, ids));
	return { incidents: await load };
}

/** The newest roster with all staffing requirements, their tables still to be loaded; null where either is missing. */
export function rosterWithStaffing(reading: Reading) {
	const [roster] = versionsOf(reading, 'roster');
	const required = versionsOf(reading, 'staffing-requirements');
	if (!roster || required.length === 0) return null;
	return {
		versions: [roster, ...required],
		tables: async () => ({ ...(await rosterWithRoles(reading, roster)), ...(await staffing(reading, required)) })
	};
}

/** Departments, sites and levels of the newest published roster, for an analyst to choose a part of the people. */
export async function rosterWords(
	io: Io,
	reader: BasisReader & { tier: Tier }
): Promise<Record<PartColumn, string[]> | null> {
	if (reader.tier !== 'analyst') return null;
	const reading = await openReading(io, reader);
	const [version] = versionsOf(reading, 'roster');
	if (!version) return null;
	const roster = await loadRosterColumns(io, reader.scope, version);
	const [department, site, level] = PART_COLUMNS.map((name) => wordsOf(roster, name).filter(Boolean));
	return { department, site, level };
}
