import type { CommandAnswer } from './metric-call.ts';
import { jsonOf } from './metric-output.ts';
import { argumentsFrom, called, signatureText, statistics, type Statistic } from './statistic-list.ts';

const USAGE = `npm run statistic -- <name> '{"field": value}'
Computes one statistic and prints its result as JSON. <name> alone prints its fields, no name all names.
Exit 0: printed; 1: the values give no number; 2: called wrongly. See docs/command-line.md.`;

/** Answers a call of `npm run statistic`. */
export async function statisticCall([name, json, ...rest]: string[]): Promise<CommandAnswer> {
	if (name === '--help') return print(USAGE);
	if (rest.length > 0) return say(USAGE, 2);
	const all = statistics();
	if (name === undefined) return print(all.map((each) => `${each.name}  ${each.summary}`).join('\n'));
	const statistic = all.find((each) => each.name === name || `${fileNameOf(each.name)}.ts` === `${name}.ts`);
	if (!statistic)
		return say(`There is no statistic "${name}". There are:\n${all.map((each) => each.name).join('\n')}`, 2);
	if (json === undefined) return print(`${signatureText(statistic)}\n${statistic.summary}`);
	const given = parsed(json);
	if (!given) return say(`The values must be one JSON object: ${signatureText(statistic)}`, 2);
	return compute(statistic, given);
}

async function compute(statistic: Statistic, given: Record<string, unknown>): Promise<CommandAnswer> {
	const { values, faults } = argumentsFrom(statistic, given);
	if (faults.length > 0) return say(faults.map(({ field, text }) => `${field} ${text}`).join('\n'), 2);
	let result: unknown;
	try {
		result = await called(statistic, values);
	} catch (error) {
		return say(error instanceof Error ? error.message : String(error), 1);
	}
	const isNumber = !hasNaN(result);
	const complaint = isNumber ? '' : 'The result is not a number: do the values make sense?\n';
	return { code: isNumber ? 0 : 1, output: jsonOf(result), complaint };
}

function parsed(json: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(json);
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: null;
	} catch {
		return null;
	}
}

function hasNaN(value: unknown): boolean {
	if (typeof value === 'number') return Number.isNaN(value);
	return typeof value === 'object' && value !== null && Object.values(value).some(hasNaN);
}

/** `wilsonInterval` as files are named: `wilson-interval`. */
function fileNameOf(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function print(text: string): CommandAnswer {
	return { code: 0, output: `${text}\n`, complaint: '' };
}

function say(text: string, code: number): CommandAnswer {
	return { code, output: '', complaint: `${text}\n` };
}
