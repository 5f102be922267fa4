import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, sourceFiles, type SourceFile } from './support/source-files.ts';

const files = sourceFiles('src');
const product = files.filter((file) => !/\.test\.ts$/.test(file.path));

/** The room a file lives in: a folder of src/lib, or routes, start, hooks. */
function room(path: string): string {
	const lib = /^src\/lib\/([^/]+)\//.exec(path);
	if (lib) return lib[1];
	if (path.startsWith('src/routes/')) return 'routes';
	if (path.startsWith('src/start/')) return 'start';
	return path;
}

const isServer = (file: SourceFile) => file.path.endsWith('.server.ts');

// Which rooms a room may import; its own is always allowed. `server` is for *.server.ts files only, except in server itself.
const ARROWS: Record<string, string[]> = {
	statistics: [],
	format: [],
	messages: ['src/lib/format.ts'],
	ui: ['src/lib/format.ts', 'messages'],
	charts: ['statistics', 'ui', 'src/lib/format.ts', 'messages'],
	roles: ['statistics', 'server'],
	datasets: ['statistics', 'imports', 'server'],
	imports: ['datasets', 'statistics', 'server'],
	metrics: ['statistics', 'roles', 'server'],
	library: ['datasets', 'imports', 'server', 'statistics', 'roles'],
	'sample-company': ['datasets', 'imports', 'server', 'statistics', 'roles'],
	server: ['statistics']
};

function offences(check: (file: SourceFile, target: string) => boolean): string[] {
	return product.flatMap((file) =>
		file.imports.filter((target) => check(file, target)).map((target) => `${file.path} imports ${target}`)
	);
}

describe('who may import whom', () => {
	test('nothing below src/lib imports routes, start or hooks', () => {
		expect(
			offences((file, target) => file.path.startsWith('src/lib/') && /^src\/(?:routes|start|hooks)/.test(target))
		).toEqual([]);
	});

	test('every arrow between rooms of src/lib is one of the design', () => {
		const wrong = offences((file, target) => {
			const from = room(file.path);
			const to = room(target);
			if (!(from in ARROWS) || from === to || !target.startsWith('src/lib/')) return false;
			// The registry is where metrics meet the stored datasets; the definition of a metric names their rows.
			const meetsDatasets = /^src\/lib\/metrics\/(?:registry.*|metric-definition)\.server\.ts$/.test(file.path);
			if (meetsDatasets && to === 'datasets') return false;
			// Who may see what (tiers) is part of the contract of a result.
			if (from === 'server' && target === 'src/lib/metrics/metric.ts') return false;
			return !ARROWS[from].includes(to);
		});
		expect(wrong).toEqual([]);
	});

	test('a pure file never imports a server file or the server room', () => {
		const wrong = offences(
			(file, target) =>
				file.path.startsWith('src/lib/') &&
				room(file.path) !== 'server' &&
				!isServer(file) &&
				(target.endsWith('.server.ts') || room(target) === 'server') &&
				!isTypeOnly(file, target)
		);
		expect(wrong).toEqual([]);
	});

	test('a kind never imports another kind, a metric another metric, a chart another chart', () => {
		const wrong = offences((file, target) =>
			['datasets', 'metrics', 'charts'].some((folder) => {
				const own = new RegExp(`^src/lib/${folder}/([^/]+)/`).exec(file.path)?.[1];
				const other = new RegExp(`^src/lib/${folder}/([^/]+)/`).exec(target)?.[1];
				return own !== undefined && other !== undefined && own !== other;
			})
		);
		expect(wrong).toEqual([]);
	});

	test('Arquero and flechette are imported by server files only', () => {
		const wrong = product.filter(
			(file) => file.packages.some((name) => /^(?:arquero|@uwdata\/flechette)/.test(name)) && !runsOnServer(file)
		);
		expect(wrong.map((file) => file.path)).toEqual([]);
	});

	test('a metric is computed where what a tier may not see is taken out, for analysts, and from files, nowhere else', () => {
		const computing = product.filter(({ text }) => /\bmetric\.compute\(|_[A-Z]+\.compute\(/.test(text));
		expect(computing.map(({ path }) => path).sort()).toEqual([
			'src/lib/metrics/registry-result.server.ts',
			'src/lib/metrics/registry-selection.server.ts',
			'src/start/metric-call.ts'
		]);
	});

	test('$app is imported in routes and hooks only', () => {
		const wrong = product.filter(
			(file) => file.path.startsWith('src/lib/') && file.packages.some((name) => name.startsWith('$app/'))
		);
		expect(wrong.map((file) => file.path)).toEqual([]);
	});

	test('statistics do no I/O and know no clock', () => {
		const wrong = product.filter(
			(file) =>
				room(file.path) === 'statistics' &&
				(file.packages.some((name) => name.startsWith('node:')) ||
					/Date\.now\(|new Date\(\)|Math\.random/.test(file.text))
		);
		expect(wrong.map((file) => file.path)).toEqual([]);
	});

	test('SQL stands only in server files of datasets, imports, roles, library, sample-company and in lib/server', () => {
		const wrong = product.filter(
			(file) =>
				/\b(?:tx|sql|sys)`/.test(file.text) &&
				room(file.path) !== 'server' &&
				!(isServer(file) && ['datasets', 'imports', 'roles', 'library', 'sample-company'].includes(room(file.path)))
		);
		expect(wrong.map((file) => file.path)).toEqual([]);
	});

	test('only sessions.ts imports lucia and only database.ts, migrate.ts and cluster-backup.ts import the driver', () => {
		const importers = (name: string) => product.filter((file) => file.packages.includes(name)).map((file) => file.path);
		expect(importers('lucia')).toEqual(['src/lib/server/sessions.ts']);
		expect(
			importers('postgres').filter((path) => !/lib\/server\/(?:database|migrate|cluster-backup)\.ts$/.test(path))
		).toEqual([]);
	});
});

describe('folders are complete and registered', () => {
	const folders = (path: string) =>
		readdirSync(join(ROOT, path), { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map((entry) => entry.name);

	test.each(folders('src/lib/datasets'))(
		'kind %s has its definition, store, test and template, and is listed',
		(kind) => {
			const has = (suffix: string) => existsSync(join(ROOT, `src/lib/datasets/${kind}/${kind}${suffix}`));
			expect({ kind, parts: ['.ts', '.server.ts', '.test.ts', '.example.csv'].filter((part) => !has(part)) }).toEqual({
				kind,
				parts: []
			});
			expect(readFileSync(join(ROOT, 'src/lib/datasets/registry.ts'), 'utf8')).toContain(`${kind}/${kind}.ts`);
		}
	);

	test.each(folders('src/lib/metrics'))(
		'metric %s has its computation, test and method note, and is listed',
		(metric) => {
			const has = (suffix: string) => existsSync(join(ROOT, `src/lib/metrics/${metric}/${metric}${suffix}`));
			expect(['.server.ts', '.test.ts', '.md'].filter((part) => !has(part))).toEqual([]);
			expect(readFileSync(join(ROOT, 'src/lib/metrics/metric-list.server.ts'), 'utf8')).toContain(
				`./${metric}/${metric}-metric.server.ts`
			);
		}
	);

	test.each(folders('src/lib/charts').filter((name) => name !== 'goldens'))(
		'chart %s has its layout, gallery and test, and is listed',
		(chart) => {
			const has = (suffix: string) => existsSync(join(ROOT, `src/lib/charts/${chart}/${chart}${suffix}`));
			expect(['-layout.ts', '.gallery.ts', '.test.ts'].filter((part) => !has(part))).toEqual([]);
			expect(readFileSync(join(ROOT, 'src/lib/charts/registry.ts'), 'utf8')).toContain(`${chart}/${chart}.gallery.ts`);
		}
	);

	test('no folder or file has a name without a subject', () => {
		const nameless = files.filter((file) =>
			/(?:^|\/)(?:utils?|helpers?|common|services?|misc)(?:\/|\.ts$)|\/(?:types|index)\.ts$/.test(file.path)
		);
		expect(nameless.map((file) => file.path)).toEqual([]);
	});
});

test('whoever deletes an organisation also deletes its rows about people, which have no foreign key', () => {
	const deleting = product.filter((file) => /delete from organisation\b/.test(file.text));
	expect(deleting.length).toBeGreaterThan(0);
	expect(deleting.filter((file) => !file.text.includes('deletePersonRows(')).map((file) => file.path)).toEqual([]);
});

function runsOnServer(file: SourceFile): boolean {
	return isServer(file) || room(file.path) === 'server';
}

/** True where each import of `target` in the file is `import type`. */
function isTypeOnly(file: SourceFile, target: string): boolean {
	const name = target.split('/').pop()!.replaceAll('.', '\\.');
	const statements = [...file.text.matchAll(new RegExp(`import\\s+(type\\s)?[^;]*?['"][^'"]*${name}['"]`, 'g'))];
	return statements.length > 0 && statements.every((statement) => statement[1] !== undefined);
}
