import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const OBSERVABLE_MISSING =
	'Observable Framework is not there, so the ratios of P1, P3 and P5 beside it are left out. To have them, install it ' +
	'outside of this repository and name the folder: npm install --prefix FOLDER @observablehq/framework@1.13.4 ' +
	'@observablehq/plot@0.6.17, then OBSERVABLE_DIR=FOLDER npm run bench';

const PROGRAM = '@observablehq/framework/dist/bin/observable.js';
const PAGE = fileURLToPath(new URL('observable/index.md', import.meta.url));
const CONFIG = `export default {
	title: 'Coverage',
	// Fonts from elsewhere, a sidebar, a search and links to the next page would only slow it down.
	globalStylesheets: [],
	sidebar: false,
	pager: false,
	footer: null
};
`;

/** The figures that the page draws, by the names they have in ours. */
export const OBSERVABLE_FIGURES = ['coverage', 'clocks', 'below-months', 'risk', 'headcount'];

/** Where Observable Framework is installed: in OBSERVABLE_DIR or here; null where it is in neither. */
function observableModules(): string | null {
	const folders = [process.env.OBSERVABLE_DIR, '.'].filter((folder) => folder !== undefined);
	return (
		folders.map((folder) => resolve(folder, 'node_modules')).find((each) => existsSync(join(each, PROGRAM))) ?? null
	);
}

/**
 * Builds the page of the peer as its users would, with the numbers of our figures as files (name to JSON); the folder of
 * the static site, or null where Framework is not installed. Libraries come from the installed packages: no network.
 */
export async function buildObservable(
	figures: Map<string, string>
): Promise<{ folder: string; remove(): void } | null> {
	const modules = observableModules();
	if (modules === null) return null;
	const project = mkdtempSync(join(tmpdir(), 'muster-bench-observable-'));
	symlinkSync(modules, join(project, 'node_modules'));
	writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
	writeFileSync(join(project, 'observablehq.config.js'), CONFIG);
	mkdirSync(join(project, 'src/data'), { recursive: true });
	copyFileSync(PAGE, join(project, 'src/index.md'));
	for (const [name, json] of figures) writeFileSync(join(project, `src/data/${name}.json`), json);
	const env = { ...process.env, OBSERVABLE_TELEMETRY_DISABLE: 'true' };
	await run(process.execPath, [join(modules, PROGRAM), 'build'], { cwd: project, env });
	return { folder: join(project, 'dist'), remove: () => rmSync(project, { recursive: true }) };
}
