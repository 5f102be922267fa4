import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { isWritable, shapeOf, shapeText, type Field } from './statistic-shapes.ts';
import { fieldsOf, type Fault } from './statistic-values.ts';

const FOLDER = join(import.meta.dirname, '../lib/statistics');

/** A public function of the statistics that can be called with JSON. */
export interface Statistic {
	/** As in the code, e.g. `wilsonInterval`. */
	name: string;
	file: string;
	/** First sentence of its documentation. */
	summary: string;
	/** Whether each argument is built from all fields (an object written out in the signature) or is one field. */
	arguments: { fields: Field[]; isWritten: boolean }[];
}

let known: Statistic[] | null = null;

/** Every public function of the statistics that neither takes nor gives a function, by name, found in their source. */
export function statistics(): Statistic[] {
	return (known ??= foundStatistics());
}

function foundStatistics(): Statistic[] {
	const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
	const program = ts.createProgram(
		files.map((name) => join(FOLDER, name)),
		{
			...{ strict: true, noEmit: true, allowImportingTsExtensions: true, types: [], lib: ['lib.es2023.d.ts'] },
			...{ target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
			moduleResolution: ts.ModuleResolutionKind.Bundler
		}
	);
	const checker = program.getTypeChecker();
	const found = files.flatMap((file) => {
		const source = program.getSourceFile(join(FOLDER, file));
		const symbol = source && checker.getSymbolAtLocation(source);
		const exported = symbol ? checker.getExportsOfModule(symbol) : [];
		return exported.flatMap((own) => statisticOf(own, file, checker) ?? []);
	});
	return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function statisticOf(symbol: ts.Symbol, file: string, checker: ts.TypeChecker): Statistic | null {
	const declaration = symbol.valueDeclaration;
	if (!declaration || !ts.isFunctionDeclaration(declaration)) return null;
	const returned = checker.getReturnTypeOfSignature(checker.getSignatureFromDeclaration(declaration)!);
	if (returned.getCallSignatures().length > 0) return null;
	const parameters = declaration.parameters.map((parameter) => argumentOf(parameter, checker));
	if (!parameters.flatMap(({ fields }) => fields).every((field) => field.isOptional || isWritable(field.shape)))
		return null;
	const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' ');
	const summary = /^.*?[^.\d]\.(?=\s|$)/.exec(text)?.[0] ?? text;
	return { name: symbol.getName(), file, summary, arguments: parameters };
}

function argumentOf(parameter: ts.ParameterDeclaration, checker: ts.TypeChecker): Statistic['arguments'][number] {
	const isOptional = parameter.questionToken !== undefined || parameter.initializer !== undefined;
	const shape = shapeOf(checker.getTypeAtLocation(parameter), checker);
	if (ts.isIdentifier(parameter.name))
		return { fields: [{ name: parameter.name.text, shape, isOptional }], isWritten: false };
	return { fields: shape.kind === 'object' ? shape.fields : [], isWritten: true };
}

/** How a statistic is called: `wilsonInterval {successes: number, trials: number, level?: number}`. */
export function signatureText(statistic: Statistic): string {
	const fields = statistic.arguments.flatMap((own) => own.fields);
	return `${statistic.name} ${shapeText({ kind: 'object', fields })}`;
}

/** The arguments of a statistic from an object of all their fields, with what does not fit. */
export function argumentsFrom(
	statistic: Statistic,
	given: Record<string, unknown>
): { values: unknown[]; faults: Fault[] } {
	const faults: Fault[] = [];
	const all = statistic.arguments.flatMap((own) => own.fields);
	const values: Record<string, unknown> = fieldsOf(all, given, '', faults);
	const list = statistic.arguments.map(({ fields, isWritten }) => {
		const own = fields.filter(({ name }) => Object.hasOwn(values, name));
		if (!isWritten) return own.length > 0 ? values[own[0].name] : undefined;
		return Object.fromEntries(own.map(({ name }) => [name, values[name]]));
	});
	return { values: list, faults };
}

/** Calls a statistic. */
export async function called(statistic: Statistic, values: unknown[]): Promise<unknown> {
	const module = (await import(join(FOLDER, statistic.file))) as Record<string, (...values: unknown[]) => unknown>;
	return module[statistic.name](...values);
}
