import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import security from 'eslint-plugin-security';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const banned = (selector, message) => ({ selector, message });

// Names that only one module may import, each with the reason.
const onlyIn = (name, where) => ({ name, message: `Only ${where} imports ${name}.` });

const productRules = [
	banned("MemberExpression[property.name='unsafe']", 'sql.unsafe builds SQL from text: use the tagged template.'),
	banned(
		"MemberExpression[object.name='Math'][property.name='random']",
		'Use node:crypto for secrets and the seeded generator for simulations.'
	)
];

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'coverage/', 'static/', 'node_modules/', 'data/'] },
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	regexp.configs['flat/recommended'],
	security.configs.recommended,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		rules: {
			// Keys from data live in Maps and arrays (checked in review and tests); the rule cannot tell an index from a key.
			'security/detect-object-injection': 'off',
			// Paths are made by the settings module and random names, never from a request.
			'security/detect-non-literal-fs-filename': 'off',
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'no-restricted-syntax': ['error', ...productRules]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig }
		},
		rules: {
			'svelte/no-at-html-tags': 'error',
			'svelte/no-navigation-without-resolve': 'off',
			'no-restricted-syntax': [
				'error',
				...productRules,
				banned(
					'SvelteStyleDirective',
					'A strict style policy blocks style attributes: use a class or an SVG attribute.'
				),
				banned("SvelteAttribute[key.name='style']", 'A strict style policy blocks style attributes: use a class.')
			]
		}
	},
	{
		files: ['src/**'],
		rules: {
			// Recommended as warnings, which nobody would see: in the product they are refused.
			'security/detect-bidi-characters': 'error',
			'security/detect-eval-with-expression': 'error',
			'security/detect-child-process': 'error',
			'no-console': 'error',
			'no-restricted-imports': [
				'error',
				{
					paths: [
						onlyIn('lucia', 'src/lib/server/sessions.ts'),
						onlyIn('postgres', 'src/lib/server/database.ts'),
						{ name: '$app/stores', message: 'Use $app/state.' }
					]
				}
			]
		}
	},
	{
		// The one place that knows the driver, the one that knows the session library, database set-up and backup.
		files: ['database', 'sessions', 'migrate', 'cluster-backup'].map((name) => `src/lib/server/${name}.ts`),
		rules: { 'no-restricted-imports': 'off' }
	},
	{
		// Commands that talk to a person in a terminal.
		files: ['src/start/**'],
		rules: { 'no-console': 'off' }
	},
	{
		files: ['test/**', '**/*.test.ts'],
		rules: { 'security/detect-non-literal-regexp': 'off', 'security/detect-child-process': 'off' }
	}
);
