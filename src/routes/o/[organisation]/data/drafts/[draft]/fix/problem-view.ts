import type { ProblemView } from '#lib/imports/drafts/problem-rows.server.ts';

const ORDERS: ProblemView['order'][] = ['line', 'column', 'problem'];

/** Which rows an address asks for; what it says wrongly is as if it said nothing. */
export function problemView(query: URLSearchParams): ProblemView {
	const page = Number(query.get('page') ?? 1);
	const code = query.get('code') ?? '';
	return {
		isOnlyErrors: query.get('only') === 'errors',
		code: /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : null,
		order: ORDERS.find((order) => order === query.get('order')) ?? 'line',
		page: Number.isInteger(page) && page > 0 && page < 1_000_000 ? page : 1
	};
}

/** The part of an address that asks for the same rows again, on another page if one is given. */
export function problemQuery({ isOnlyErrors, code, order, page }: ProblemView, toPage = page): string {
	const query = new URLSearchParams();
	if (isOnlyErrors) query.set('only', 'errors');
	if (code !== null) query.set('code', code);
	if (order !== 'line') query.set('order', order);
	if (toPage > 1) query.set('page', String(toPage));
	return query.toString();
}
