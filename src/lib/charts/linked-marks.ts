const LINKED = 'is-linked';

/** What a mark stands for: its series, the name its label begins with, and another name where it has one. */
export function linkNames(series: string, label: string, other = ''): string[] {
	const [name = ''] = label.split('\n');
	return [series, name.replace(/\s?:$/, ''), other].filter(Boolean);
}

function namesOf(mark: Element): string[] {
	const [series, label, other] = ['data-mark', 'aria-label', 'data-link'].map((name) => mark.getAttribute(name) ?? '');
	return linkNames(series, label, other);
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
