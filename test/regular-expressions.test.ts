import { createContext, runInContext } from 'node:vm';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { sourceFiles, type SourceFile } from './support/source-files.ts';

const LENGTH = 100_000;
// Of the processor's time, which a busy machine does not change: those that are linear need a few.
const MOST_MS = 1000;
const HANGS_AFTER_MS = 30_000;

/** These would be slow, and are only given text of ours or of a few characters. */
const SHORT_TEXT = new Map([
	['src/lib/charts/export-sheet.ts /(--[\\w-]+):([^;]+);/', 'our own style sheet'],
	['src/lib/imports/values/instants.ts /[T,\\s]+$/', 'at most 60 characters, said two lines above']
]);

interface Found {
	name: string;
	expression: RegExp;
}

const LITERAL = /[=(,:!&|?[\s]\/(?![/*])\S.*\/[a-z]*/;

function expressionsIn({ path, text }: SourceFile): Found[] {
	if (!LITERAL.test(text)) return [];
	const scripts = path.endsWith('.svelte')
		? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script)
		: [text];
	const found: Found[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) found.push(foundIn(path, node.text));
		ts.forEachChild(node, visit);
	};
	for (const script of scripts) visit(ts.createSourceFile(path, script, ts.ScriptTarget.Latest));
	return found;
}

function foundIn(path: string, literal: string): Found {
	const end = literal.lastIndexOf('/');
	const [source, flags] = [literal.slice(1, end), literal.slice(end + 1).replace(/[gy]/g, '')];
	return { name: `${path} /${source}/`, expression: new RegExp(source, flags) };
}

const PROBES = [...'aA0 \t\n-.,"\'(/_:<=é\u00a0\\'];

/** What a hostile text repeats: each letter that stands in the expression, two that each of its classes takes, pairs. */
function units({ expression: { source, flags } }: Found): string[] {
	const parts = source.match(/\[(?:\\.|[^\]\\])*\]|\\p\{[^}]*\}|\\[sSwWdD]|\./g) ?? [];
	const taken = parts.flatMap((part) => PROBES.filter((probe) => new RegExp(part, flags).test(probe)).slice(0, 2));
	const rest = source.replace(/\[(?:\\.|[^\]\\])*\]|\\p\{[^}]*\}|\\[a-z]|\(\?[:=!<]+/gi, '');
	const own = rest.match(/[^\\^$*+?()[\]{}|.]/g) ?? [];
	const single = [...new Set([...own.slice(0, 4), ...taken])];
	const pairs = single.slice(0, 3).flatMap((a) => single.slice(0, 3).map((b) => a + b));
	return [...new Set([...single, ...pairs])];
}

function hostile(unit: string, length: number): string {
	return unit.repeat(Math.ceil(length / unit.length)) + '\0';
}

/** The processor's milliseconds that a hostile text takes, the first that is slow or the slowest; Infinity for one without end. */
function slowest(found: Found, { length, most } = { length: LENGTH, most: MOST_MS }): number {
	const repeated = units(found);
	const run = () => {
		let worst = 0;
		for (const unit of repeated)
			for (const head of ['', repeated[0]]) {
				const begin = process.cpuUsage();
				found.expression.test(head + hostile(unit, length));
				const { user, system } = process.cpuUsage(begin);
				worst = Math.max(worst, (user + system) / 1000);
				if (worst > most) return worst;
			}
		return worst;
	};
	try {
		return runInContext('run()', createContext({ run }), { timeout: HANGS_AFTER_MS }) as number;
	} catch {
		return Infinity;
	}
}

test('100,000 hostile characters pass each regular expression of the product in under 1 s of the processor', () => {
	const all = sourceFiles('src')
		.filter(({ path }) => !/\.(?:test|gallery)\.ts$/.test(path))
		.flatMap(expressionsIn);
	expect(all.length).toBeGreaterThan(200);
	const slow = all.filter((found) => !SHORT_TEXT.has(found.name) && slowest(found) > MOST_MS);
	expect(slow.map(({ name }) => name)).toEqual([]);
	const names = new Set(all.map(({ name }) => name));
	expect([...SHORT_TEXT.keys()].filter((name) => !names.has(name))).toEqual([]);
});

test('one that is not linear would be found: blanks before something else', () => {
	const short = { length: 30_000, most: 100 };
	expect(slowest(foundIn('x.ts', '/\\s+$/'), short)).toBeGreaterThan(100);
	expect(slowest(foundIn('x.ts', '/^[a-z]+-\\d+$/'), short)).toBeLessThan(100);
});

test('text is made a regular expression at the top of a module only, where nobody has sent any yet', () => {
	const made = sourceFiles('src')
		.filter(({ path }) => !path.endsWith('.test.ts'))
		.flatMap(({ path, text }) =>
			text
				.split('\n')
				.filter((line) => /\bRegExp\(/.test(line))
				.map((line) => `${path}: ${line}`)
		);
	expect(made.length).toBeGreaterThan(0);
	expect(made.filter((line) => !/: (?:export )?const [A-Z_]+ = new RegExp\(/.test(line))).toEqual([]);
});
