const LINKED = 'is-linked';

/** What a mark stands for: its series, and the name its label begins with. */
export function linkNames(series: string, label: string): string[] {
	const [name = ''] = label.split('\n');
	return [series, name.replace(/\s?:$/, '')].filter(Boolean);
}

function namesOf(mark: Element): string[] {
	return linkNames(mark.getAttribute('data-mark') ?? '', mark.getAttribute('aria-label') ?? '');
}

/**
 * Shows in the other charts of the page the marks that stand for the same role, group or day; none for null. Names of
 * kinds of marks ('roles', 'events') link nothing, since other charts name theirs alike only by chance.
 */
export function showLinkedMarks(frame: Element, mark: Element | null): void {
	for (const former of document.querySelectorAll(`.${LINKED}`)) former.classList.remove(LINKED);
	if (mark === null) return;
	const names = new Set(namesOf(mark).filter((name) => !KINDS.includes(name)));
	for (const other of document.querySelectorAll('[data-mark]')) {
		if (frame.contains(other)) continue;
		if (namesOf(other).some((name) => names.has(name))) other.classList.add(LINKED);
	}
}

const KINDS = ['roles', 'groups', 'events', 'figures', 'steps', 'curve', 'deadline', 'silent', 'late', 'headcount'];
