import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Starts a thread: `<name>.js` at the top of the build, `<name>.server.ts` beside this file in the sources. */
export function startThread(name: string, options: WorkerOptions): Worker {
	const here = fileURLToPath(import.meta.url);
	if (here.endsWith('.ts')) return new Worker(sourceProgram(name), { ...options, eval: true });
	for (let folder = dirname(here); folder !== dirname(folder); folder = dirname(folder)) {
		const file = join(folder, `${name}.js`);
		if (existsSync(file)) return new Worker(file, options);
	}
	throw new Error(`${name}.js is not above ${here}: the build is not complete. Run npm run build.`);
}

/** Loads a thread from the sources, through tsx. */
export function sourceProgram(name: string): string {
	const here = fileURLToPath(import.meta.url);
	const loader = pathToFileURL(
		join(dirname(createRequire(here).resolve('tsx/package.json')), 'dist/esm/api/index.mjs')
	);
	const source = pathToFileURL(join(dirname(here), `${name}.server.ts`));
	return `import(${JSON.stringify(loader.href)}).then((tsx) => {
		tsx.register();
		return import(${JSON.stringify(source.href)});
	});`;
}
