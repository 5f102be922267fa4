import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';

/** Vite plugin: turns `messages/<locale>/<area>.json` (ICU text) into compiled messages, so that no parser is shipped. */
export function compileMessages(): Plugin {
	return {
		name: 'muster-messages',
		enforce: 'pre',
		transform(source, id) {
			if (!/\/src\/lib\/messages\/(?:en|fr)\/[a-z-]+\.json$/.test(id.split('?')[0])) return null;
			const messages = JSON.parse(source) as Record<string, string>;
			const compiled = Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, compile(text)]));
			return { code: `export default ${JSON.stringify(compiled)};`, map: null, moduleType: 'js' };
		}
	};
}
