import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockedPackage {
	integrity?: string;
	resolved?: string;
	link?: boolean;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> };
const installed = Object.entries(lock.packages).filter(([path]) => path !== '');

it('locks more than 300 packages, each by the SHA-512 of its contents', () => {
	const unlocked = installed.filter(([, entry]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? ''));
	expect(unlocked.map(([path]) => path)).toEqual([]);
	expect(installed.length).toBeGreaterThan(300);
});

it('names no host a package was fetched from, so that any registry may serve it', () => {
	const fixed = installed.filter(([, entry]) => entry.resolved !== undefined || entry.link === true);
	expect(fixed.map(([path]) => path)).toEqual([]);
});

it('locks what package.json asks for, in the same words', () => {
	const root = lock.packages[''] as Record<string, unknown>;
	const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
	for (const list of ['dependencies', 'devDependencies', 'optionalDependencies'])
		expect(root[list], list).toEqual(manifest[list]);
});
