import type { Transport } from '@sveltejs/kit';
import { isFinishedHere } from './routes/finished-here.ts';

/** How data travels from the server to a page's script: what is finished on the server does not. */
export const transport: Transport = {
	finished: { encode: (value) => isFinishedHere(value) && 1, decode: () => null }
};
