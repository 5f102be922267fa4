import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

export interface SourceFile {
	/** Path from the repository's top with forward slashes. */
	path: string;
	text: string;
	lines: number;
	/** Own modules imported, as paths from the top. */
	imports: string[];
	/** Those of them imported for more than their types. */
	valueImports: string[];
	/** Packages and built-in modules imported. */
	packages: string[];
}

/** Every TypeScript, JavaScript and Svelte file below `folder`, with what it imports. */
export function sourceFiles(folder: string): SourceFile[] {
	return walk(join(ROOT, folder))
		.filter((file) => /\.(?:ts|mjs|js|svelte)$/.test(file))
		.map((file) => readSource(relative(ROOT, file).replaceAll('\\', '/')))
		.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function walk(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		return statSync(path).isDirectory() ? walk(path) : [path];
	});
}

function readSource(path: string): SourceFile {
	const text = readFileSync(join(ROOT, path), 'utf8');
	const specifiers = [...text.matchAll(/\b(?:from|import)[ (]*['"]([^'"]+)['"]/g)].map((match) => match[1]);
	return {
		path,
		text,
		lines: text.split('\n').length - 1,
		imports: ownModules(path, text),
		valueImports: ownModules(path, text.replace(/\b(?:import|export) type\b[^;]*;/g, '')),
		packages: [...new Set(specifiers.filter((name) => !name.startsWith('.') && !name.startsWith('#lib/')))]
	};
}

function ownModules(path: string, text: string): string[] {
	const specifiers = [...text.matchAll(/\b(?:from|import)[ (]*['"]([^'"]+)['"]/g)].map((match) => match[1]);
	const own = specifiers.filter((name) => name.startsWith('.') || name.startsWith('#lib/'));
	return [...new Set(own.map((name) => resolveOwn(path, name)))];
}

function resolveOwn(from: string, name: string): string {
	const bare = name.split('?')[0];
	if (bare.startsWith('#lib/')) return bare.replace('#lib/', 'src/lib/');
	return normalize(join(dirname(from), bare)).replaceAll('\\', '/');
}

/**
 * Own files a reader may have to open to be sure of `path`: those reached by following imports for more than types,
 * itself not counted. A function of statistics/ counts, what it is built on does not: it has a contract of its own.
 */
export function reachedFrom(path: string, files: SourceFile[]): Set<string> {
	const byPath = new Map(files.map((file) => [file.path, file]));
	const reached = new Set<string>();
	const queue = [path];
	while (queue.length > 0) {
		const file = byPath.get(queue.pop()!);
		if (!file || file.path.startsWith('src/lib/statistics/')) continue;
		for (const next of file.valueImports) {
			if (next === path || !byPath.has(next) || reached.has(next)) continue;
			reached.add(next);
			queue.push(next);
		}
	}
	return reached;
}
