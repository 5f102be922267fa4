import { createHash } from 'node:crypto';
import { loadRoleRules } from '#lib/roles/role-families.server.ts';
import type { RoleRules } from '#lib/roles/role-rules.ts';
import type { Scope } from '#lib/server/database.ts';
import { pinnedVersions, publishedVersions, type PublishedVersion } from '#lib/server/dataset-store.ts';
import { onceIn, type Moment } from '#lib/server/moment.ts';
import type { Io } from '#lib/server/runtime.ts';
import { readThresholds, type Thresholds } from '#lib/server/thresholds.ts';
import type { VersionPin } from '#lib/server/version-pins.ts';

/** What every figure of an organisation rests on. */
export interface PublishedBasis {
	versions: PublishedVersion[];
	rules: RoleRules;
	/** Changes with every change of the role rules. */
	rulesRevision: string;
	/** Below which counts are hidden. */
	thresholds: Thresholds;
}

export interface BasisReader {
	scope: Scope;
	/** The versions of a frozen link, which stand instead of the published ones of their kinds. */
	pins?: readonly VersionPin[] | null;
	moment?: Moment;
}

/** What a reader sees: what is published, or for the kinds a link is frozen to, the versions it names. */
export async function publishedBasis(io: Io, { scope, pins, moment }: BasisReader): Promise<PublishedBasis> {
	const present = await onceIn(moment, scope.organisation, () => readBasis(io, scope));
	if (!pins) return present;
	return onceIn(moment, `${scope.organisation} ${pins.join('.')}`, async () => {
		const pinned = await io.database.inOrganisation(scope, (tx) => pinnedVersions(tx, scope, pins));
		const kinds = new Set(pinned.map(({ kind }) => kind));
		return { ...present, versions: [...pinned, ...present.versions.filter(({ kind }) => !kinds.has(kind))] };
	});
}

function readBasis(io: Io, scope: Scope): Promise<PublishedBasis> {
	return io.database.inOrganisation(scope, async (tx) => {
		const versions = await publishedVersions(tx, scope);
		const rules = await loadRoleRules(tx, scope);
		const thresholds = await readThresholds(tx, scope);
		const rulesRevision = createHash('sha256').update(JSON.stringify(rules)).digest('hex');
		return { versions, rules, rulesRevision, thresholds };
	});
}
