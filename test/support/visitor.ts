/** A browser without a screen: keeps cookies, sends the Origin of its site, follows no redirect by itself. */
export interface Visitor {
	cookies: Map<string, string>;
	get(path: string, headers?: Record<string, string>): Promise<Answer>;
	/** Sends a form as a page of the site would. */
	post(path: string, fields?: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Answer>;
	send(
		path: string,
		options: { method: string; headers?: Record<string, string>; body?: string | Uint8Array }
	): Promise<Answer>;
}

export interface Answer {
	status: number;
	headers: Headers;
	/** Path (and origin, when foreign) of a redirect, or null. */
	location: string | null;
	text: string;
	/** The body as it came, for downloads that are no text. */
	bytes: Uint8Array;
	setCookies: string[];
}

export function visitor(origin: string): Visitor {
	const cookies = new Map<string, string>();
	const send: Visitor['send'] = async (path, { method, headers = {}, body }) => {
		const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(origin + path, {
			method,
			body: body as BodyInit | undefined,
			redirect: 'manual',
			headers: { accept: 'text/html', ...(cookie ? { cookie } : {}), ...headers }
		});
		const setCookies = response.headers.getSetCookie();
		for (const line of setCookies) keepCookie(cookies, line);
		const location = response.headers.get('location');
		const bytes = new Uint8Array(await response.arrayBuffer());
		const text = new TextDecoder().decode(bytes);
		return { status: response.status, headers: response.headers, location, text, bytes, setCookies };
	};
	return {
		cookies,
		send,
		get: (path, headers) => send(path, { method: 'GET', headers }),
		post: (path, fields = {}, headers = {}) => {
			const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
			const type = { 'content-type': 'application/x-www-form-urlencoded', origin };
			return send(path, {
				method: 'POST',
				headers: { ...type, ...headers },
				body: new URLSearchParams(pairs).toString()
			});
		}
	};
}

function keepCookie(cookies: Map<string, string>, line: string): void {
	const [pair, ...attributes] = line.split(';');
	const [name, value] = [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1)];
	const isGone = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
	if (isGone) cookies.delete(name);
	else cookies.set(name, value);
}
