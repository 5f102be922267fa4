import { getRuntime } from '#lib/server/runtime.ts';

const headers = { 'content-type': 'text/plain; charset=utf-8' };

export const GET = async () => {
	if (await getRuntime().database.isReady()) return new Response('ready', { headers });
	return new Response('database down', { status: 503, headers: { ...headers, 'retry-after': '5' } });
};
