import { statisticCall } from './statistic-call.ts';

const { code, output, complaint } = await statisticCall(process.argv.slice(2));
process.stdout.write(output);
process.stderr.write(complaint);
process.exitCode = code;
