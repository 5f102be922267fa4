import { error, json } from '@sveltejs/kit';
import { kindById } from '#lib/datasets/registry.ts';
import { receiveUpload, startReading } from '#lib/imports/drafts/draft.server.ts';
import type { Issue } from '#lib/imports/issue.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { RATE_LIMITS, spend } from '#lib/server/rate-limits.ts';
import { getRuntime } from '#lib/server/runtime.ts';

const MODES = ['replace', 'append', 'correct'] as const;

/**
 * Receives one file as the raw body of the request. Address: kind, name (of the dataset), file (its name), event
 * (for answers), mode. Answers { draft } or { issue }; what went wrong while sending leaves nothing behind. A person sends
 * a limited number of files an hour, counted before a byte of the body is read.
 */
export async function POST(event) {
	const reader = requireRole(event, 'analyst');
	const query = event.url.searchParams;
	const kind = kindById(query.get('kind') ?? '');
	if (!kind) error(400, 'The address names no dataset kind.');
	const io = getRuntime();
	const spent = await spend(io.database, 'upload', reader.scope.account);
	if (!spent.isAllowed) return tooMany(spent.retryAfterSeconds);
	if (!event.request.body) return json({ issue: EMPTY }, { status: statusOf(EMPTY) });
	const bytes = declaredBytes(event.request.headers.get('content-length'));
	const received = await receiveUpload(io, reader.scope, {
		kind: kind.id,
		datasetName: (query.get('name') ?? '').trim().slice(0, 200) || kind.id,
		eventId: query.get('event') || null,
		fileName: (query.get('file') ?? 'upload.csv').slice(0, 300),
		body: event.request.body,
		limitBytes: io.settings.uploadLimitBytes,
		quotas: io.settings.quotas,
		declaredBytes: bytes,
		mode: MODES.find((mode) => mode === query.get('mode')) ?? 'replace'
	});
	if ('refused' in received) return json({ issue: received.refused }, { status: statusOf(received.refused) });
	await startReading(io, reader.scope, received.draftId);
	return json({ draft: received.draftId }, { status: 201 });
}

// A request without a single byte has no body to read.
const EMPTY: Issue = { code: 'FILE_EMPTY', severity: 'fatal' };

const STATUS: Record<string, number> = {
	FILE_TOO_LARGE: 413,
	FILE_NOT_CSV: 415,
	FILE_COMPRESSED: 415,
	FILE_DAMAGED: 415,
	STORAGE_FULL: 507,
	LIMIT_QUOTA_ROWS: 413,
	LIMIT_QUOTA_BYTES: 413,
	LIMIT_QUOTA_DRAFTS: 429
};

function statusOf({ code }: Issue): number {
	return STATUS[code] ?? 422;
}

function tooMany(seconds: number): Response {
	const details = { limit: RATE_LIMITS.upload.most, minutes: Math.ceil(seconds / 60) };
	const issue: Issue = { code: 'LIMIT_UPLOADS', severity: 'fatal', details };
	return json({ issue }, { status: 429, headers: { 'retry-after': String(seconds) } });
}

function declaredBytes(header: string | null): number | null {
	return header && /^\d{1,15}$/.test(header) ? Number(header) : null;
}
