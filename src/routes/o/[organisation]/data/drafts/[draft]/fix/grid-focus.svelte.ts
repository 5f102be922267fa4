import type { Attachment } from 'svelte/attachments';
import { SvelteSet } from 'svelte/reactivity';
import { moved, type GridPlace } from '#lib/ui/grid-move.ts';

/** Puts the focus into a field with its text selected. */
function edit(input: HTMLInputElement): void {
	input.focus();
	input.select();
}

const isInput = (target: EventTarget | null): target is HTMLInputElement => target instanceof HTMLInputElement;

/**
 * The focus of a grid whose cells hold text fields: one cell is in the tab order, arrows go from cell to cell, Enter
 * or typing goes into the text, Escape takes back what was typed and returns to the cell.
 */
export class GridFocus {
	/** False before JavaScript runs: the table is then a form like any other. */
	isLive = $state(false);
	/** Names of the fields whose text was changed. */
	readonly changed = new SvelteSet<string>();
	/** The cell the focus is or was in. */
	place = $state.raw<GridPlace | null>(null);
	private table: HTMLTableElement | null = null;
	private before = '';

	constructor(
		private readonly size: () => { rows: number; columns: number },
		private readonly start: () => GridPlace
	) {}

	readonly attach: Attachment<HTMLTableElement> = (table) => {
		this.table = table;
		this.isLive = true;
	};

	tabindex(row: number, column: number): 0 | -1 | undefined {
		if (!this.isLive) return undefined;
		const active = this.place ?? this.start();
		return active.row === row && active.column === column ? 0 : -1;
	}

	readonly onfocusin = ({ target }: FocusEvent): void => {
		const cell = target instanceof HTMLElement ? target.closest('td, th') : null;
		const row = cell?.closest('tbody tr');
		if (!cell || !row) return;
		const column = [...row.children].indexOf(cell);
		this.place = { row: [...(row.parentElement?.children ?? [])].indexOf(row), column };
		if (isInput(target)) this.before = target.value;
	};

	readonly oninput = ({ target }: Event): void => {
		if (isInput(target)) this.note(target);
	};

	readonly onkeydown = (event: KeyboardEvent): void => {
		if (event.defaultPrevented || event.isComposing) return;
		if (isInput(event.target)) this.keyInText(event, event.target);
		else this.keyInCell(event);
	};

	private keyInText(event: KeyboardEvent, input: HTMLInputElement): void {
		const { row, column } = this.place ?? this.start();
		if (event.key === 'Enter')
			this.focus(this.shownFrom({ row, column }, { key: 'ArrowDown', isControl: false }) ?? { row, column });
		else if (event.key === 'Escape') {
			input.value = this.before;
			this.note(input);
			this.focus({ row, column });
		} else return;
		event.preventDefault();
	}

	private keyInCell(event: KeyboardEvent): void {
		const from = this.place ?? this.start();
		const { key } = event;
		const isControl = event.ctrlKey || event.metaKey;
		const to = event.altKey ? null : this.shownFrom(from, { key, isControl });
		const input = this.cell(from)?.querySelector('input') ?? null;
		if (to) this.focus(to);
		else if (input && (key === 'Enter' || key === 'F2')) edit(input);
		else if (input && key === 'Delete') {
			input.value = '';
			this.note(input);
		} else {
			// A letter replaces the text: the browser types it into the field that has the focus now.
			if (input && key.length === 1 && key !== ' ' && !isControl && !event.altKey) edit(input);
			return;
		}
		event.preventDefault();
	}

	/** Where a key leads past cells that a narrow window does not show. */
	private shownFrom(from: GridPlace, press: { key: string; isControl: boolean }): GridPlace | null {
		let to = moved(from, press, this.size());
		const onwards = press.key === 'End' ? { key: 'ArrowLeft', isControl: false } : press;
		while (to && !this.cell(to)?.checkVisibility()) {
			const next = moved(to, onwards, this.size());
			if (!next || (next.row === to.row && next.column === to.column)) return from;
			to = next;
		}
		return to;
	}

	private focus(place: GridPlace): void {
		this.cell(place)?.focus();
	}

	private cell({ row, column }: GridPlace): HTMLElement | null {
		const found = this.table?.tBodies[0].rows[row]?.cells[column];
		return found ?? null;
	}

	private note(input: HTMLInputElement): void {
		if (input.value === input.defaultValue) this.changed.delete(input.name);
		else this.changed.add(input.name);
	}
}
