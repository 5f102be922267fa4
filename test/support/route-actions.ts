import { existsSync, readFileSync } from 'node:fs';

/** The named form actions of a route, read from its file; empty where it has none or only a default one. */
export function routeActions(route: string): string[] {
	const file = `src/routes${route}/+page.server.ts`;
	if (!existsSync(file)) return [];
	const actions = readFileSync(file, 'utf8').split('export const actions')[1] ?? '';
	return [...actions.matchAll(/^\t'?([\w-]+)'?: (?:async )?\(/gm)].map(([, name]) => name);
}
