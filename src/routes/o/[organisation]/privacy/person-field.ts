const LONGEST = 500;

/** The id of a person in a form, as files spell it; null where there is none. */
export function personIn(form: FormData): string | null {
	const value = form.get('person');
	const id = typeof value === 'string' ? value.trim() : '';
	return id === '' || id.length > LONGEST ? null : id;
}
