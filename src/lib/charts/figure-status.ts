/** What a figure is doing. A figure that is finished on the server is 'ready'; there is no spinner. */
export type FigureStatus =
	| { kind: 'ready' }
	| { kind: 'updating' }
	| { kind: 'empty'; reason: string; actions: { label: string; href: string }[] }
	| { kind: 'failed'; reference: string; retryHref: string };
