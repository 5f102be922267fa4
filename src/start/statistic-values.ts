import { isWritable, shapeText, type Field, type Shape } from './statistic-shapes.ts';

/** A value that does not fit: where it stands, and what is wrong with it. */
export interface Fault {
	field: string;
	text: string;
}

const LIMITS: Record<string, number> = { Infinity, '-Infinity': -Infinity };
const TYPED: Record<string, (list: unknown[]) => unknown> = {
	Float64Array: (list) => Float64Array.from(list as number[]),
	Int32Array: (list) => Int32Array.from(list as number[]),
	Set: (list) => new Set(list),
	Uint8Array: (list) => Uint8Array.from(list as number[]),
	Uint16Array: (list) => Uint16Array.from(list as number[]),
	Uint32Array: (list) => Uint32Array.from(list as number[])
};

/** The value as a statistic takes it (lists as typed arrays where it wants them), with every fault named by its field. */
export function valueOf(shape: Shape, given: unknown, field: string, faults: Fault[]): unknown {
	const fault = () => void faults.push({ field, text: `must be ${shapeText(shape)}` });
	switch (shape.kind) {
		case 'anything':
			return given;
		case 'number':
			if (typeof given === 'string' && Object.hasOwn(LIMITS, given)) return LIMITS[given];
			return typeof given === 'number' ? given : fault();
		case 'string':
		case 'boolean':
			return typeof given === shape.kind ? given : fault();
		case 'null':
			return given === null ? null : fault();
		case 'word':
			return given === shape.word ? given : fault();
		case 'list':
			return Array.isArray(given) ? listOf(shape, given, field, faults) : fault();
		case 'object':
			return isObject(given) ? fieldsOf(shape.fields, given, `${field}.`, faults) : fault();
		case 'one-of':
			return oneOf(shape.shapes, given, field, faults);
		case 'function':
			return fault();
	}
}

function listOf(shape: Shape & { kind: 'list' }, given: unknown[], field: string, faults: Fault[]): unknown {
	const list = given.map((own, index) => valueOf(shape.of, own, `${field}[${index}]`, faults));
	return shape.typed === null || !Object.hasOwn(TYPED, shape.typed) ? list : TYPED[shape.typed](list);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of an object's fields; a field it does not have is a fault too. */
export function fieldsOf(fields: readonly Field[], given: Record<string, unknown>, before: string, faults: Fault[]) {
	const known = fields.filter(({ shape }) => isWritable(shape));
	const names = known.map(({ name }) => name).join(', ');
	for (const name of Object.keys(given))
		if (!known.some((field) => field.name === name))
			faults.push({ field: before + name, text: `is none of the fields ${names}` });
	const values = known.flatMap(({ name, shape, isOptional }): [string, unknown][] => {
		if (Object.hasOwn(given, name)) return [[name, valueOf(shape, given[name], before + name, faults)]];
		if (!isOptional) faults.push({ field: before + name, text: `must be ${shapeText(shape)}` });
		return [];
	});
	return Object.fromEntries(values);
}

/** The first shape that holds; where none does, the faults of the only one of the value's own kind, or the choice. */
function oneOf(shapes: Shape[], given: unknown, field: string, faults: Fault[]): unknown {
	const tried = shapes.map((shape) => {
		const own: Fault[] = [];
		return { value: valueOf(shape, given, field, own), faults: own };
	});
	const fitting = tried.find((each) => each.faults.length === 0);
	if (fitting) return fitting.value;
	const close = tried.filter((each) => each.faults.every((fault) => fault.field !== field));
	if (close.length === 1) faults.push(...close[0].faults);
	else faults.push({ field, text: `must be ${shapeText({ kind: 'one-of', shapes })}` });
	return undefined;
}
