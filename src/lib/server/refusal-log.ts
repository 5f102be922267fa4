import type { Log } from './log.ts';

/** Asked for in a wrong way, or too often. Who may not is a security event, and what failed is logged as an error. */
const REFUSED = new Set([400, 403, 405, 409, 411, 413, 415, 421, 422, 429, 507]);

/** What was asked for: never what was sent. */
export interface Asked {
	method: string;
	/** The pattern of the address, without its values; null where none fits. */
	route: string | null;
	requestId: string;
	/** The form was sent by a script, which is answered 200 with the status of the refusal in the body. */
	isScript: boolean;
}

/** Writes a line for an answer that refuses what was sent: a form that does not hold, a file that is no table, a limit. */
export async function logRefusal(log: Log, { isScript, ...asked }: Asked, response: Response): Promise<void> {
	const status = isScript && response.status === 200 ? await statusWithin(response.clone()) : response.status;
	if (REFUSED.has(status)) log.info({ ...asked, status }, 'A request was refused.');
}

async function statusWithin(response: Response): Promise<number> {
	const answer: unknown = await response.json().catch(() => null);
	const isRefusal = typeof answer === 'object' && answer !== null && 'status' in answer;
	return isRefusal && typeof answer.status === 'number' ? answer.status : response.status;
}
