import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';

/** Answers by hand, go by go. */
function asked() {
	const goes: { questions: number[]; answer(): void; fail(): void }[] = [];
	const ask = gathered(
		(questions: number[]) =>
			new Promise<string[]>((resolve, reject) => {
				const answer = () => resolve(questions.map((question) => `answer ${question}`));
				goes.push({ questions, answer, fail: () => reject(new Error('lost')) });
			})
	);
	return { goes, ask };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('3 questions of one turn are one go, and each has its own answer', async () => {
	const { goes, ask } = asked();
	const answers = Promise.all([1, 2, 3].map(ask));
	await turn();
	expect(goes.map(({ questions }) => questions)).toEqual([[1, 2, 3]]);
	goes[0].answer();
	expect(await answers).toEqual(['answer 1', 'answer 2', 'answer 3']);
});

test('while 2 goes are under way further questions wait, and the next go takes them all', async () => {
	const { goes, ask } = asked();
	const answers = [];
	for (const question of [1, 2, 3, 4]) {
		answers.push(ask(question));
		await turn();
	}
	expect(goes.map(({ questions }) => questions)).toEqual([[1], [2]]);
	goes[1].answer();
	await answers[1];
	await turn();
	expect(goes.map(({ questions }) => questions)).toEqual([[1], [2], [3, 4]]);
	for (const go of goes) go.answer();
	expect(await Promise.all(answers)).toEqual(['answer 1', 'answer 2', 'answer 3', 'answer 4']);
});

test('no go takes more than 100 questions', async () => {
	const { goes, ask } = asked();
	const answers = Promise.all(Array.from({ length: 150 }, (_, question) => ask(question)));
	await turn();
	await turn();
	expect(goes.map(({ questions }) => questions.length)).toEqual([100, 50]);
	for (const go of goes) go.answer();
	expect((await answers).at(-1)).toBe('answer 149');
});

test('a go that fails fails for its questions alone; the next one is asked', async () => {
	const { goes, ask } = asked();
	const [first, second] = [ask(1), ask(2)];
	await turn();
	const settled = Promise.allSettled([first, second]);
	goes[0].fail();
	expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	const third = ask(3);
	await turn();
	goes[1].answer();
	expect(await third).toBe('answer 3');
});
