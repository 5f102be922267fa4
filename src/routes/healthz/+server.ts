const headers = { 'content-type': 'text/plain; charset=utf-8' };

export const GET = () => new Response('ok', { headers });
