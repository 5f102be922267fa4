import { error } from '@sveltejs/kit';
import { draftRecord } from '#lib/imports/drafts/draft-record.server.ts';
import { issuePage } from '#lib/imports/drafts/issue-page.server.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';

/** Everything that was found in the file of a draft or of a version: `?code=CELL_TRIMMED&page=2`. */
export async function load(event) {
	const reader = requireRole(event, 'analyst');
	const io = getRuntime();
	const { draft: id } = event.params;
	const draft = await io.database.inOrganisation(reader.scope, (tx) => draftRecord(tx, reader.scope, id));
	const { searchParams } = event.url;
	const asked = searchParams.get('code') ?? '';
	const code = /^[A-Z][A-Z0-9_]{1,40}$/.test(asked) ? asked : null;
	const page = /^[1-9]\d{0,5}$/.test(searchParams.get('page') ?? '') ? Number(searchParams.get('page')) : 1;
	const found = draft && (await issuePage(io, reader.scope, id, { code, page }));
	if (!found) error(404, 'Not found');
	const { fileName, number, datasetId, state } = draft;
	const isVersion = state !== 'draft' && number > 0;
	return { draft: { id, fileName, version: isVersion ? number : null, dataset: datasetId }, code, found };
}
