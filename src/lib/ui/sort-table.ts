import type { Attachment } from 'svelte/attachments';
import { rememberUnfolding } from './table-link.ts';
import { nextOrder, orderedRows } from './table-order.ts';
import type { SortedBy, TableCell, TableColumn } from './table-order.ts';

interface PlacedCell extends TableCell {
	row: HTMLTableRowElement;
}

/**
 * The machine value of a cell: `data-number`, else `data-text`, else what is read, a number where it is written as one; an
 * empty text is no value.
 */
function valueOf(cell: HTMLTableCellElement): string | number | null {
	if (cell.dataset.number !== undefined) return Number(cell.dataset.number);
	const text = cell.dataset.text ?? cell.textContent.trim();
	if (text === '') return null;
	return cell.dataset.text === undefined && Number.isFinite(Number(text)) ? Number(text) : text;
}

function placedRows(body: HTMLTableSectionElement): PlacedCell[][] {
	return [...body.rows].map((row) =>
		[...row.cells].map((cell) => ({ text: cell.textContent, value: valueOf(cell), row }))
	);
}

function headingButton(heading: HTMLElement, words: string): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'sort';
	button.title = words.replace('{}', heading.textContent.trim());
	button.append(...heading.childNodes);
	heading.append(button);
	return button;
}

/** Lets a table whose frame carries `data-sort`, the title of their buttons, be sorted by pressing its headings. */
export const sortTable: Attachment<HTMLElement> = (frame) => {
	const body = frame.querySelector('tbody');
	if (body === null) return;
	const listening = new AbortController();
	rememberUnfolding(frame, listening.signal);
	const headings = [...frame.querySelectorAll<HTMLElement>('thead th')];
	const columns = headings.map((_, index): TableColumn => ({ id: String(index), label: '', align: 'start' }));
	const rows = placedRows(body);
	const at = headings.findIndex((heading) => heading.hasAttribute('aria-sort'));
	let order: SortedBy | null =
		at < 0
			? null
			: {
					column: String(at),
					direction: headings[at].getAttribute('aria-sort') === 'descending' ? 'descending' : 'ascending'
				};
	const sortBy = (index: number) => {
		order = nextOrder(order, String(index));
		body.append(...orderedRows(columns, rows, order, document.documentElement.lang).map(([first]) => first.row));
		for (const heading of headings) heading.removeAttribute('aria-sort');
		headings[index].setAttribute('aria-sort', order.direction);
	};
	const words = frame.dataset.sort;
	if (words !== undefined)
		for (const [index, heading] of headings.entries())
			headingButton(heading, words).addEventListener('click', () => sortBy(index));
	return () => listening.abort();
};
