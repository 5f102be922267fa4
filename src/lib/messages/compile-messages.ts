import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';

const MESSAGE_FILE = /\/src\/lib\/messages\/(?:en|fr)\/[a-z-]+\.json$/;

/**
 * Vite plugin: turns `messages/<locale>/<area>.json` (ICU text) into compiled messages, so that no parser is shipped.
 * The build fails when a key is in one language only or a text does not parse.
 */
export function compileMessages(): Plugin {
	return {
		name: 'muster-messages',
		enforce: 'pre',
		buildStart() {
			const problems = messageProblems('src/lib/messages');
			if (problems.length > 0) throw new Error(`Messages: ${problems.join('; ')}`);
		},
		transform(source, id) {
			if (!MESSAGE_FILE.test(id.split('?')[0])) return null;
			const messages = JSON.parse(source) as Record<string, string>;
			const compiled = Object.fromEntries(Object.entries(messages).map(([key, text]) => [key, compile(text)]));
			return { code: `export default ${JSON.stringify(compiled)};`, map: null, moduleType: 'js' };
		}
	};
}

/** What is wrong with the message files below `folder`: keys in one language only, other arguments, texts that do not parse. */
export function messageProblems(folder: string): string[] {
	const areas = new Set([...readdirSync(join(folder, 'en')), ...readdirSync(join(folder, 'fr'))]);
	return [...areas].flatMap((area) => {
		const english = readMessages(join(folder, 'en', area));
		const french = readMessages(join(folder, 'fr', area));
		const keys = new Set([...Object.keys(english), ...Object.keys(french)]);
		return [...keys].flatMap((key) => keyProblems(`${area.replace('.json', '')}.${key}`, english[key], french[key]));
	});
}

function readMessages(path: string): Record<string, string> {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
	} catch (cause) {
		throw new Error(`${path} cannot be read as JSON.`, { cause });
	}
}

function keyProblems(key: string, english: string | undefined, french: string | undefined): string[] {
	if (english === undefined) return [`${key} is missing in English`];
	if (french === undefined) return [`${key} is missing in French`];
	try {
		const [one, other] = [english, french].map((text) => [...messageArguments(compile(text))].sort().join(', '));
		return one === other ? [] : [`${key} takes (${one}) in English and (${other}) in French`];
	} catch (cause) {
		return [`${key} does not parse: ${String(cause)}`];
	}
}

/** Names of the arguments a compiled message takes. */
function messageArguments(node: unknown, found = new Set<string>()): Set<string> {
	if (!Array.isArray(node)) return found;
	for (const part of node) {
		if (!Array.isArray(part)) continue;
		if (typeof part[0] === 'string') found.add(part[0]);
		for (const option of part.slice(1)) {
			if (option && typeof option === 'object' && !Array.isArray(option))
				for (const branch of Object.values(option)) messageArguments(branch, found);
		}
	}
	return found;
}
