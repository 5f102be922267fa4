import type { Issue } from '#lib/imports/issue.ts';

/** A draft id, the issue or the problem that refused the file, or nothing when the connection broke or was cancelled. */
export interface Answer {
	draft?: string;
	issue?: Issue;
	/** A message below `data.`. */
	problem?: string;
}

export interface Sending {
	answer: Promise<Answer>;
	cancel(): void;
}

/** Sends a file as the raw body of a POST and reports the bytes sent (fetch cannot say how far it is). */
export function sendFile(address: string, file: File, onProgress: (sent: number) => void): Sending {
	const request = new XMLHttpRequest();
	const answer = new Promise<Answer>((resolve) => {
		request.upload.onprogress = (event) => onProgress(event.loaded);
		request.onload = () => resolve(readAnswer(request.responseText));
		request.onerror = request.onabort = () => resolve({});
	});
	request.open('POST', address);
	request.setRequestHeader('content-type', 'text/csv');
	request.send(file);
	return { answer, cancel: () => request.abort() };
}

function readAnswer(text: string): Answer {
	try {
		return JSON.parse(text) as Answer;
	} catch {
		return {};
	}
}
