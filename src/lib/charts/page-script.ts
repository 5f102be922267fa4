import { createHash } from 'node:crypto';
import { build, type Plugin } from 'vite';

const PAGE_SCRIPT = '/enhance-page.ts?url';
const FOLDER = '_app/immutable/assets';

/**
 * Vite plugin: makes `enhance-page.ts?url` the address of that module bundled by itself, named by its content, so that
 * pages without hydration load one small file. In development Vite serves the source at that address.
 */
export function pageScript(): Plugin {
	return {
		name: 'muster-page-script',
		apply: 'build',
		enforce: 'pre',
		async load(id) {
			if (!id.endsWith(PAGE_SCRIPT)) return null;
			const source = await bundle(id.slice(0, -'?url'.length));
			const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
			const fileName = `${FOLDER}/enhance-page.${hash}.js`;
			this.emitFile({ type: 'asset', fileName, source });
			return { code: `export default ${JSON.stringify(`/${fileName}`)};`, map: null, moduleType: 'js' };
		}
	};
}

async function bundle(entry: string): Promise<string> {
	const built = await build({
		configFile: false,
		publicDir: false,
		logLevel: 'warn',
		build: { write: false, minify: true, modulePreload: false, rollupOptions: { input: entry } }
	});
	const output = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
	if (output.length !== 1 || output[0].type !== 'chunk') throw new Error(`${entry} must bundle to one file.`);
	return output[0].code;
}
