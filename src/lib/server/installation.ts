import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder Muster is installed in, seen from a source file or from the built launcher. */
export function installationFolder(): string {
	for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
		if (existsSync(join(folder, 'migrations')) && existsSync(join(folder, 'package.json'))) return folder;
		if (folder === dirname(folder)) throw new Error('The folder migrations is missing from this installation.');
	}
}

export function migrationsFolder(): string {
	return join(installationFolder(), 'migrations');
}

/** The cases of the public library, as files. */
export function casesFolder(): string {
	return join(installationFolder(), 'static', 'cases');
}

/** Official series that stand beside an organisation's own figures, as files. */
export function referenceFolder(): string {
	return join(installationFolder(), 'static', 'reference');
}

/** The version of this Muster, as its package states it. */
export function musterVersion(): string {
	const { version } = JSON.parse(readFileSync(join(installationFolder(), 'package.json'), 'utf8')) as {
		version: string;
	};
	return version;
}
