import type { Scope } from '#lib/server/database.ts';
import type { Io } from '#lib/server/runtime.ts';
import type { Issue } from '../issue.ts';
import { issuesFrom } from '../staging/issue-store.server.ts';
import { draftRecord } from './draft-record.server.ts';

export const ISSUES_PER_PAGE = 50;

/** One page of everything that was found in a file. */
export interface IssuePage {
	issues: Issue[];
	page: number;
	pages: number;
	/** Kinds that are listed, with how many of each are. */
	codes: { code: string; listed: number }[];
}

/** A page of what is listed of a draft or version, of all codes or one; a page beyond the last is the last. */
export async function issuePage(
	io: Io,
	scope: Scope,
	draftId: string,
	wanted: { code: string | null; page: number }
): Promise<IssuePage | null> {
	return io.database.inOrganisation(scope, async (tx) => {
		if (!(await draftRecord(tx, scope, draftId))) return null;
		const codes = await tx<IssuePage['codes']>`
			select code, count(*)::integer as listed from import_issue
			where organisation_id = ${scope.organisation} and version_id = ${draftId}
			group by code order by listed desc, code`;
		const { code } = wanted;
		const listed = codes.reduce((sum, known) => (code === null || known.code === code ? sum + known.listed : sum), 0);
		const pages = Math.max(1, Math.ceil(listed / ISSUES_PER_PAGE));
		const page = Math.min(Math.max(1, wanted.page), pages);
		const offset = (page - 1) * ISSUES_PER_PAGE;
		const issues = await issuesFrom(io, tx, scope, { draftId, code, offset, limit: ISSUES_PER_PAGE });
		return { issues, page, pages, codes };
	});
}
