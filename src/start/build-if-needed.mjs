// Plain JavaScript, since it runs before anything is built: builds when build/ is missing or older than the sources.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const SOURCES = [
	'src',
	'static',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];
const BUILT = ['handler.js', 'start.js', 'migrate.js', 'import-worker.js'];

function newest(path) {
	const entry = statSync(path, { throwIfNoEntry: false });
	if (!entry) return 0;
	if (!entry.isDirectory()) return entry.mtimeMs;
	return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function oldestBuilt() {
	const files = BUILT.map((name) => join(root, 'build', name));
	return files.every((file) => existsSync(file)) ? Math.min(...files.map((file) => statSync(file).mtimeMs)) : 0;
}

// An installation without sources, such as a container image, comes with its build.
const sourcesChangedAt = existsSync(join(root, 'src', 'routes'))
	? Math.max(...SOURCES.map((name) => newest(join(root, name))))
	: 0;
if (oldestBuilt() < sourcesChangedAt || oldestBuilt() === 0) {
	process.stdout.write('Building Muster, as its sources are newer than its build ...\n');
	const npm = process.env.npm_execpath;
	const [program, ...args] = npm ? [process.execPath, npm] : ['npm'];
	const run = spawnSync(program, [...args, 'run', '--silent', 'build'], { cwd: root, encoding: 'utf8' });
	if (run.status !== 0) process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}\nThe build failed.\n`);
	process.exit(run.status === 0 ? 0 : 1);
}
