import { expect, test } from 'vitest';
import { openLog } from './log.ts';
import { logRefusal } from './refusal-log.ts';

const asked = { method: 'POST', route: '/o/[organisation]/privacy', requestId: 'r-1', isScript: false };

async function lineFor(response: Response, isScript = false): Promise<string> {
	let written = '';
	await logRefusal(openLog('info', { write: (line) => void (written += line) }), { ...asked, isScript }, response);
	return written;
}

test.each([400, 403, 413, 415, 422, 429])('%d is a line with method, route and id', async (status) => {
	const line = JSON.parse(await lineFor(new Response('zqvalue', { status }))) as Record<string, unknown>;
	expect(line).toMatchObject({ method: 'POST', route: asked.route, requestId: 'r-1', status });
	expect(JSON.stringify(line)).not.toContain('zqvalue');
});

test('a form that a script sent is refused within an answer of 200; the answer can still be read', async () => {
	const failure = Response.json({ type: 'failure', status: 400, data: '[{"problem":1},"zqvalue"]' });
	const line = await lineFor(failure, true);
	expect(JSON.parse(line)).toMatchObject({ status: 400 });
	expect(line).not.toContain('zqvalue');
	expect(await failure.text()).toContain('zqvalue');
});

test.each([200, 303, 404, 500, 503])('%d is none', async (status) => {
	expect(await lineFor(new Response(null, { status }))).toBe('');
	expect(await lineFor(Response.json({ type: 'success', status: 200 }), true)).toBe('');
});
