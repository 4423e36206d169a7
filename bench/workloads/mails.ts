import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { type Corpus, ticketFacts } from '../../demo/corpus/corpus.ts';
import { createRandom, type Random } from '../../demo/story/random.ts';
import { makeFile } from '../../demo/writing/demo-files.ts';

export interface BenchMail {
  messageId: string;
  from: string;
  bytes: Buffer;
}

/** Of each hundred: plain ones, ones with HTML and a picture in it, ones with a file. */
const plainShare = 80;
const pictureShare = 15;
/** One in so many answers a conversation that is there. */
const answerEvery = 3;

/** Mails as they travel: 80 % text, 15 % HTML with a picture, 5 % with a file of 40 KB; one in three answers a ticket. */
export async function makeMails(input: { count: number; run: string; corpus: Corpus }): Promise<BenchMail[]> {
  const random = createRandom(31);
  const mails: BenchMail[] = [];
  for (let at = 0; at < input.count; at += 1) mails.push(await makeMail(at, random, input));
  return mails;
}

async function makeMail(
  at: number,
  random: Random,
  { run, corpus }: { run: string; corpus: Corpus },
): Promise<BenchMail> {
  const answers = at % answerEvery === 0;
  const number = corpus.tickets - random.between(0, Math.floor(corpus.tickets * 0.05));
  const former = ticketFacts(number, corpus);
  const customer = corpus.customerList[answers ? former.customer : random.between(0, corpus.customers - 1)]!;
  const domain = customer.email.split('@')[1]!;
  const messageId = `w1-${run}-${at}@${domain}`;
  const words = Array.from({ length: random.between(40, 150) }, () => corpus.vocabulary.draw(random)).join(
    ' ',
  );
  const share = at % 100;
  const picture = makeFile({ kind: 'png', name: 'captura.png', caption: `Captura ${at % 7}` });
  const composer = new MailComposer({
    from: { name: customer.name, address: customer.email },
    to: corpus.mailbox.address,
    subject: words.split(' ').slice(0, 4).join(' '),
    messageId: `<${messageId}>`,
    ...(answers ? { inReplyTo: `<c${number}.0@${domain}>`, references: `<c${number}.0@${domain}>` } : {}),
    text: words,
    ...(share >= plainShare && share < plainShare + pictureShare
      ? {
          html: `<p>${words}</p><p><img src="cid:foto" alt="captura"></p>`,
          attachments: [
            { cid: 'foto', filename: 'captura.png', content: picture.bytes, contentType: 'image/png' },
          ],
        }
      : {}),
    ...(share >= plainShare + pictureShare
      ? { attachments: [{ filename: 'lista.csv', content: Buffer.alloc(40_000, `fila ${at}\n`) }] }
      : {}),
  });
  const bytes = await composer.compile().build();
  return { messageId, from: customer.email, bytes };
}
