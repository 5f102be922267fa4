/** A flaw of a package, as security/advisories.json lists it; `fixedIn` null: no version of it may be installed. */
export interface Advisory {
	package: string;
	fixedIn: string | null;
	ids: string[];
}

interface Lock {
	packages: Record<string, { version?: string }>;
}

/** Installed packages older than the version that mended a flaw, wherever in the tree they are. */
export function affected({ packages }: Lock, advisories: readonly Advisory[]): string[] {
	return Object.entries(packages).flatMap(([path, { version = '' }]) => {
		const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
		return advisories
			.filter((one) => path !== '' && one.package === name && (one.fixedIn === null || isOlder(version, one.fixedIn)))
			.map(({ ids }) => `${path} ${version}: ${ids.join(', ')}`);
	});
}

/** By number, part by part; a version before a release of the same number is older. */
function isOlder(version: string, than: string): boolean {
	const [numbers, limit] = [version, than].map((text) => text.split('-')[0].split('.').map(Number));
	for (let i = 0; i < 3; i++) if (numbers[i] !== limit[i]) return !(numbers[i] > limit[i]);
	return version.includes('-');
}
