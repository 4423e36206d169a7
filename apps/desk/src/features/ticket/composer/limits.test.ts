import * as files from '@ventanilla/contracts/files';
import * as contract from '@ventanilla/contracts/tickets';
import { messageLengthMax as serverMax } from '@ventanilla/contracts/written';
import { expect, it } from 'vitest';
import { copiesMax, fileBytesMax, filesBytesMax, filesPerMessageMax, messageLengthMax } from './limits.ts';

it('says the limits that the server keeps', () => {
  expect([fileBytesMax, filesBytesMax, filesPerMessageMax, messageLengthMax]).toEqual([
    files.fileBytesMax,
    files.filesPerMessageBytesMax,
    files.attachmentsPerMessageMax,
    serverMax,
  ]);
  const withCopies = (count: number) =>
    contract.replyToTicket.body.safeParse({ text: 'x', cc: Array.from({ length: count }, () => 'a@b.mx') })
      .success;
  expect([withCopies(copiesMax), withCopies(copiesMax + 1)]).toEqual([true, false]);
});
