import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	answerDraft,
	publishDraft,
	readDraft,
	receiveUpload,
	startReading
} from '../../src/lib/imports/drafts/draft.server.ts';
import type { Question } from '../../src/lib/imports/plan.ts';
import { openDatabase } from '../../src/lib/server/database.ts';
import { silentLog } from '../../src/lib/server/log.ts';
import { openSecrets } from '../../src/lib/server/secrets.ts';
import type { ImportJob, ImportOutcome } from './import-run.ts';

// Run by import-run.ts in a process of its own, so that its peak memory is that of one import.
const job = JSON.parse(process.argv[2]) as ImportJob;
const database = openDatabase(job.appUrl);
const io = { database, secrets: openSecrets(job.dataFolder), dataFolder: job.dataFolder, log: silentLog() };
const scope = { organisation: job.organisation, account: null };

/** As often as its page asks how far a draft is. */
const ASKED_EVERY_MS = 700;

async function settled(draftId: string, { finished }: { finished: Promise<unknown> }) {
	const pause = () => sleep(ASKED_EVERY_MS, 'goes on', { ref: false });
	while ((await Promise.race([finished, pause()])) === 'goes on') await readDraft(io, scope, draftId);
	const draft = await readDraft(io, scope, draftId);
	if (!draft) throw new Error('The draft is gone.');
	if (draft.stage === 'asking' || draft.stage === 'checked') return draft;
	throw new Error(`${draft.stage}: ${draft.stageNote}`);
}

/** The snapshot day, and whatever else is asked as it is suggested. */
function answersTo(questions: Question[]): Record<string, string> {
	const answer = (question: Question) => (question.code === 'AS_OF' ? job.asOf : question.suggestion);
	return Object.fromEntries(questions.map((question) => [question.id, answer(question) ?? question.choices[0].value]));
}

async function run(): Promise<ImportOutcome> {
	const laps: Record<string, number> = {};
	let last = performance.now();
	const start = last;
	const lap = (name: string) => {
		const now = performance.now();
		laps[name] = now - last;
		last = now;
	};
	const received = await receiveUpload(io, scope, {
		kind: 'roster',
		datasetName: 'roster',
		fileName: basename(job.file),
		body: createReadStream(job.file, { highWaterMark: 1 << 18 }),
		declaredBytes: statSync(job.file).size,
		mode: 'replace'
	});
	if ('refused' in received) throw new Error(`Refused: ${received.refused.code}`);
	const { draftId } = received;
	lap('receive');
	let draft = await settled(draftId, await startReading(io, scope, draftId));
	lap('inspect');
	if (draft.stage === 'asking') {
		const answered = await answerDraft(io, scope, draftId, { answers: answersTo(draft.questions) });
		draft = await settled(draftId, answered);
		lap('check, stage, columns');
	}
	const published = await publishDraft(io, scope, draftId, draft.planHash!);
	if (!('version' in published)) throw new Error(`Not published: ${JSON.stringify(published)}`);
	lap('publish');
	const { user, system } = process.cpuUsage();
	return {
		milliseconds: last - start,
		laps,
		cpuMilliseconds: (user + system) / 1000,
		rows: draft.rowCount ?? 0,
		excluded: draft.excludedCount ?? 0,
		issues: draft.issueCounts,
		peakKilobytes: peakKilobytes()
	};
}

function peakKilobytes(): number {
	const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
	return match ? Number(match[1]) : process.resourceUsage().maxRSS;
}

try {
	console.log(JSON.stringify(await run()));
} finally {
	await database.close();
}
