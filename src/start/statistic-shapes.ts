import ts from 'typescript';

/** What a value of a parameter has to look like. */
export type Shape =
	| { kind: 'number' | 'string' | 'boolean' | 'null' | 'anything' | 'function' }
	| { kind: 'word'; word: string | number | boolean }
	| { kind: 'list'; of: Shape; typed: string | null }
	| { kind: 'object'; fields: Field[] }
	| { kind: 'one-of'; shapes: Shape[] };
export interface Field {
	name: string;
	shape: Shape;
	isOptional: boolean;
}

const MOST_DEPTH = 6;
const LISTS = /^(?:Array|ReadonlyArray|ArrayLike|Iterable|Set|ReadonlySet|(?:Float|Int|Uint)\d+Array)$/;

/** The shape of a type of the statistics: numbers, words, lists, objects and choices of these. */
export function shapeOf(type: ts.Type, checker: ts.TypeChecker, depth = 0): Shape {
	if (depth > MOST_DEPTH) return { kind: 'anything' };
	const inner = (other: ts.Type) => shapeOf(other, checker, depth + 1);
	if (type.flags & ts.TypeFlags.TypeParameter) {
		const constraint = checker.getBaseConstraintOfType(type);
		return constraint ? inner(constraint) : { kind: 'anything' };
	}
	if (type.flags & ts.TypeFlags.NumberLike && !type.isNumberLiteral()) return { kind: 'number' };
	if (type.flags & ts.TypeFlags.StringLike && !type.isStringLiteral()) return { kind: 'string' };
	if (type.flags & ts.TypeFlags.Boolean) return { kind: 'boolean' };
	if (type.flags & ts.TypeFlags.Null) return { kind: 'null' };
	if (type.isStringLiteral() || type.isNumberLiteral()) return { kind: 'word', word: type.value };
	if (type.flags & ts.TypeFlags.BooleanLiteral) return { kind: 'word', word: checker.typeToString(type) === 'true' };
	if (type.isUnion()) return oneOf(type.types.filter((own) => !(own.flags & ts.TypeFlags.Undefined)).map(inner));
	return objectShape(type, checker, inner);
}

function objectShape(type: ts.Type, checker: ts.TypeChecker, inner: (type: ts.Type) => Shape): Shape {
	const name = type.getSymbol()?.getName() ?? '';
	if (checker.isArrayLikeType(type) || LISTS.test(name)) {
		const element = type.getNumberIndexType() ?? checker.getTypeArguments(type as ts.TypeReference)[0];
		const typed = /^(?:Float|Int|Uint)/.test(name) ? name : name.includes('Set') ? 'Set' : null;
		return { kind: 'list', of: element ? inner(element) : { kind: 'number' }, typed };
	}
	if (type.getCallSignatures().length > 0) return { kind: 'function' };
	if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return { kind: 'anything' };
	const fields = type.getProperties().map((property) => ({
		name: property.getName(),
		shape: inner(checker.getTypeOfSymbol(property)),
		isOptional: (property.flags & ts.SymbolFlags.Optional) !== 0
	}));
	return { kind: 'object', fields };
}

function oneOf(shapes: Shape[]): Shape {
	const words = shapes.filter((shape) => shape.kind === 'word' && typeof shape.word === 'boolean');
	const others = shapes.filter((shape) => !words.includes(shape));
	const kept = words.length === 2 ? [...others, { kind: 'boolean' as const }] : shapes;
	return kept.length === 1 ? kept[0] : { kind: 'one-of', shapes: kept };
}

/** Whether a value of this shape can be written as JSON. */
export function isWritable(shape: Shape): boolean {
	if (shape.kind === 'function') return false;
	if (shape.kind === 'list') return isWritable(shape.of);
	if (shape.kind === 'one-of') return shape.shapes.some(isWritable);
	return shape.kind !== 'object' || shape.fields.every((field) => field.isOptional || isWritable(field.shape));
}

/** A shape in words: `number`, `[number]`, `{people: number, functions: [number]}`, `"resign" | "stay"`. */
export function shapeText(shape: Shape): string {
	if (shape.kind === 'word') return JSON.stringify(shape.word);
	if (shape.kind === 'list') return `[${shapeText(shape.of)}]`;
	if (shape.kind === 'one-of') return shape.shapes.map(shapeText).join(' | ');
	if (shape.kind !== 'object') return shape.kind;
	const fields = shape.fields.filter((field) => isWritable(field.shape));
	return `{${fields.map(({ name, isOptional, shape: own }) => `${name}${isOptional ? '?' : ''}: ${shapeText(own)}`).join(', ')}}`;
}
