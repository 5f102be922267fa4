import { sampleFiles } from '../../src/lib/sample-company/sample-files.ts';
import type { Visitor } from './visitor.ts';

/** 40,000 employed, 20,000 who left before and 2,500 hired later, as the sample company generates them. */
export const ROSTER_ROWS = 62_500;
export const ROSTER = Buffer.concat([...sampleFiles({ people: 40_000 })[0].chunks()]).toString();

export const uploadPath = (slug: string) => `/o/${slug}/data/new?kind=roster&name=Roster&file=roster.csv`;

/** An analyst without a screen who sends the roster of the sample company to one organisation. */
export function rosterSender(analyst: Visitor, slug: string, origin: string) {
	const page = (draft: string) => `/o/${slug}/data/drafts/${draft}`;
	const headers = { origin, 'content-type': 'text/csv', accept: 'application/json' };
	return {
		page,
		/** Sends the whole file; the answer is the draft's id. */
		async send(): Promise<string> {
			const { status, text } = await analyst.send(uploadPath(slug), { method: 'POST', headers, body: ROSTER });
			if (status !== 201) throw new Error(`The upload was answered ${status}: ${text}`);
			return (JSON.parse(text) as { draft: string }).draft;
		},
		async stage(draft: string): Promise<string> {
			const { status, text } = await analyst.get(`${page(draft)}/progress`);
			return status === 200 ? (JSON.parse(text) as { stage: string }).stage : `answer ${status}`;
		},
		/** Says when the roster was true, the only thing its file does not; reading goes on. */
		async answer(draft: string): Promise<void> {
			await analyst.post(`${page(draft)}?/answer`, { 'answer:as-of': '2024-12-31' });
		},
		async publish(draft: string): Promise<string> {
			const [, hash] = /name="hash" value="([^"]+)"/.exec((await analyst.get(page(draft))).text) ?? [];
			return (await analyst.post(`${page(draft)}?/publish`, { hash: hash ?? '' })).text;
		}
	};
}

export type RosterSender = ReturnType<typeof rosterSender>;

/** Waits until the draft is in one of `stages`, and says in which. */
export async function untilStage(sender: RosterSender, draft: string, stages: RegExp, milliseconds = 120_000) {
	for (const deadline = Date.now() + milliseconds; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
		const stage = await sender.stage(draft);
		if (stages.test(stage)) return stage;
		if (Date.now() > deadline) throw new Error(`The draft is still '${stage}', not ${String(stages)}.`);
	}
}
