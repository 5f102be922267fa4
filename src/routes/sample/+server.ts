import { error, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import english from '#lib/messages/en/library.json';
import french from '#lib/messages/fr/library.json';
import { translator } from '#lib/messages/messages.ts';
import { openSample, removeSample } from '#lib/sample-company/sample-company.server.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { RequestHandler } from './$types';

const messages = { en: english, fr: french };

/** `act=open` opens the account's sample company, `act=remove` with `organisation` removes it. */
export const POST: RequestHandler = async ({ locals, request }) => {
	const account = locals.account?.id;
	if (!account) error(404, 'Not found');
	const form = await request.formData();
	const act = form.get('act');
	if (act === 'open') {
		const { locale } = locals;
		const name = translator(locale, { library: messages[locale] })('library.sample-name');
		const { slug } = await openSample(getRuntime(), { account, name, language: locale });
		redirect(303, resolve('/o/[organisation]/overview', { organisation: slug }));
	}
	if (act === 'remove') {
		const isRemoved = await removeSample(getRuntime(), account, String(form.get('organisation')));
		if (!isRemoved) error(404, 'Not found');
		redirect(303, resolve('/'));
	}
	error(400, 'Unknown act');
};
