import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** More than any browser or proxy sends on one connection before it has the first answer. */
export const MOST_UNANSWERED = 16;

const unanswered = new WeakMap<Socket, number>();

/**
 * Counts the requests of a connection that are not answered yet. False for the one too many, with which the connection
 * ends: a packet of 64 KiB holds 1,600 short requests, all of which would be worked on, and their answers kept, at once.
 */
export function isInTurn({ socket }: IncomingMessage, response: ServerResponse): boolean {
	const count = (unanswered.get(socket) ?? 0) + 1;
	unanswered.set(socket, count);
	response.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
	if (count <= MOST_UNANSWERED) return true;
	socket.destroy();
	return false;
}
