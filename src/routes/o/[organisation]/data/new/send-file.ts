import type { Issue } from '#lib/imports/issue.ts';

export interface Sending {
	/** A draft id, the issue that refused the file, or neither when the connection broke or the sending was cancelled. */
	answer: Promise<{ draft?: string; issue?: Issue }>;
	cancel(): void;
}

/** Sends a file as the raw body of a POST and reports the bytes sent (fetch cannot say how far it is). */
export function sendFile(address: string, file: File, onProgress: (sent: number) => void): Sending {
	const request = new XMLHttpRequest();
	const answer = new Promise<{ draft?: string; issue?: Issue }>((resolve) => {
		request.upload.onprogress = (event) => onProgress(event.loaded);
		request.onload = () => resolve(readAnswer(request.responseText));
		request.onerror = request.onabort = () => resolve({});
	});
	request.open('POST', address);
	request.setRequestHeader('content-type', 'text/csv');
	request.send(file);
	return { answer, cancel: () => request.abort() };
}

function readAnswer(text: string): { draft?: string; issue?: Issue } {
	try {
		return JSON.parse(text) as { draft?: string; issue?: Issue };
	} catch {
		return {};
	}
}
