import ts from 'typescript';
import { reachedFrom, sourceFiles, type SourceFile } from './source-files.ts';

export interface Measure {
	name: string;
	value: number;
	limit: number;
	largest: { path: string; size: number }[];
}

/** The size budgets of the design, measured over src without tests and goldens. */
export function sizeMeasures(): Measure[] {
	const files = sourceFiles('src').filter((file) => !/\.test\.ts$|\.gallery\.ts$/.test(file.path));
	const modules = files.filter((file) => !file.path.endsWith('.svelte'));
	const components = files.filter((file) => file.path.endsWith('.svelte'));
	const fileSizes = files.map((file) => ({ path: file.path, size: file.lines }));
	const functionSizes = modules.flatMap(functionLengths);
	// Routes put everything together; the limit is for the rooms below them. Types are erased and do not count.
	const lib = files.filter((file) => file.path.startsWith('src/lib/'));
	const imports = lib.map((file) => ({ path: file.path, size: file.valueImports.length }));
	return [
		measure('file lines, median', fileSizes, 80, 0.5),
		measure('file lines, p90', fileSizes, 200, 0.9),
		measure('file lines, largest', fileSizes, 350, 1),
		measure('function lines, p90', functionSizes, 30, 0.9),
		measure('function lines, largest', functionSizes, 60, 1),
		measure('component lines, largest', sizesOf(components), 150, 1),
		measure('own imports a file of src/lib, p90', imports, 6, 0.9),
		measure('files reached from a metric', reach(files, /^src\/lib\/metrics\/([^/]+)\/\1\.server\.ts$/), 10, 1),
		measure('files reached from a dataset kind', reach(files, /^src\/lib\/datasets\/([^/]+)\/\1\.ts$/), 10, 1),
		measure('files reached from a chart', reach(files, /^src\/lib\/charts\/[^/]+\/[A-Za-z]+Chart\.svelte$/), 15, 1)
	];
}

/** One line a budget and the five largest of each, for a terminal. */
export function sizeReport(measures: Measure[]): string {
	return measures
		.map((entry) => {
			const mark = entry.value <= entry.limit ? 'kept' : 'OVER';
			const worst = entry.largest.map((file) => `    ${String(file.size).padStart(5)}  ${file.path}`).join('\n');
			return `${mark}  ${entry.name}: ${entry.value} of at most ${entry.limit}\n${worst}`;
		})
		.join('\n');
}

function sizesOf(files: SourceFile[]) {
	return files.map((file) => ({ path: file.path, size: file.lines }));
}

function reach(files: SourceFile[], pattern: RegExp) {
	return files
		.filter((file) => pattern.test(file.path))
		.map((file) => ({ path: file.path, size: reachedFrom(file.path, files).size }));
}

function measure(name: string, entries: { path: string; size: number }[], limit: number, quantile: number): Measure {
	const sorted = [...entries].sort((a, b) => b.size - a.size);
	const rank = Math.min(sorted.length - 1, Math.floor((1 - quantile) * sorted.length));
	return { name, value: sorted[Math.max(0, rank)]?.size ?? 0, limit, largest: sorted.slice(0, 5) };
}

function functionLengths(file: SourceFile): { path: string; size: number }[] {
	const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
	const found: { path: string; size: number }[] = [];
	const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
	const visit = (node: ts.Node) => {
		if (isNamedFunction(node)) {
			const start = lineOf(node.getStart(source));
			found.push({ path: `${file.path}:${start}`, size: lineOf(node.getEnd()) - start + 1 });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function isNamedFunction(node: ts.Node): boolean {
	if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node)) return true;
	return (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && ts.isVariableDeclaration(node.parent);
}

if (import.meta.url === `file://${process.argv[1]}`) process.stdout.write(sizeReport(sizeMeasures()) + '\n');
