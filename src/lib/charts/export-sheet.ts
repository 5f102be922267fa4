import tokens from '../ui/tokens.css?raw';
import marks from './marks.css?raw';

/** Custom properties of the light theme, by name. */
export function lightTokens(css: string): Map<string, string> {
	const values = new Map<string, string>();
	for (const [, name, value] of css.matchAll(/(--[\w-]+):([^;]+);/g)) {
		if (values.has(name)) continue;
		const light = /^\s*light-dark\(([^,]+),/.exec(value);
		values.set(name, (light?.[1] ?? value).replace(/\s+/g, ' ').trim());
	}
	return values;
}

/** The sheet of the marks with every custom property written out, as a drawing outside the site needs it. */
export function lightSheet(): string {
	const values = lightTokens(tokens);
	return marks
		.replace(/var\((--[\w-]+)\)/g, (_, name: string) => values.get(name) ?? 'inherit')
		.replace(/\s+/g, ' ')
		.trim();
}

export function lightToken(name: string): string {
	return lightTokens(tokens).get(name) ?? 'inherit';
}
