import type { IncomingMessage } from 'node:http';

const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;
const UPLOAD_PATH = /^\/o\/[^/]+\/data\/(?:new|drafts\/[^/]+\/corrections)\/?$/;
export const SMALL_BODY_BYTES = 512 * 1024;

/** The addresses that take whole files, as raw bytes; forms to the same paths stay small. */
export function isUpload(request: IncomingMessage): boolean {
	const path = request.url?.split('?')[0] ?? '';
	return UPLOAD_PATH.test(path) && !FORM_TYPES.test(request.headers['content-type'] ?? '');
}

/** The status to refuse a body with before anything reads it; null when it may be read. */
export function bodyRefusal(request: IncomingMessage, uploadLimitBytes: number): 411 | 413 | null {
	const limit = isUpload(request) ? uploadLimitBytes : SMALL_BODY_BYTES;
	const length = request.headers['content-length'];
	if (length !== undefined) return Number(length) > limit ? 413 : null;
	// A body of unknown length can only be counted while it is read; the upload route does that itself.
	return request.headers['transfer-encoding'] !== undefined && !isUpload(request) ? 411 : null;
}

/** Ends a connection that sends its body at less than 1 kB a second. A slow but steady upload goes on. */
export function watchPace(request: IncomingMessage, pace = { everyMs: 15_000, leastBytes: 15_000 }): void {
	if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined) return;
	let received = request.socket.bytesRead;
	const timer = setInterval(() => {
		const isTooSlow = request.socket.bytesRead - received < pace.leastBytes;
		received = request.socket.bytesRead;
		// What has arrived and was not read yet is our delay, not the sender's.
		const isOurs = request.isPaused() || request.readableLength > 0;
		if (!request.complete && isTooSlow && !isOurs) request.destroy();
	}, pace.everyMs);
	const end = () => clearInterval(timer);
	request.once('end', end).once('close', end);
}
