import type { IntakeResult } from '@ventanilla/contracts/channels';
import type { Actor } from '../../../../platform/actor.ts';
import type { Work } from '../../../../platform/work.ts';
import { findAgentActor } from '../../../identity/index.ts';
import { actByMail, isHolder } from '../../../tickets/index.ts';
import { withoutSignature } from '../parse/signature.ts';
import { type DecidedMail, nothing } from './decided-mail.ts';

/** First line that makes a note of what would be an answer. */
const noteMark = /^\s*#(?:nota|note)\b[ \t]*/i;

/**
 * A mail that is an agent's own act (R15): it came to an address that we signed for one agent and one ticket, from
 * the address of that agent, who is active and may do it. Null: it is nobody's act and goes the customers' way.
 * Headers (Message-ID, References, authentication) give no authority here.
 */
export async function applyAgentMail(input: DecidedMail, work: Work): Promise<IntakeResult | null> {
  const { decision, claimed, mail } = input;
  if (decision.kind !== 'receive' || decision.agentTokens.length === 0 || !mail.from.address) return null;
  // What could not be read whole is not sent on in anybody's name.
  if (input.unreadable !== null) return null;
  const agent = await findAgentActor({ email: mail.from.address }, work.tx);
  const token = agent && decision.agentTokens.find((one) => isHolder(one, agent.id!, work.keyring));
  if (!agent || !token) return null;
  // «Estoy de vacaciones» is no answer to a customer, and copies to our other mailboxes are no second one.
  const [first] = decision.mailboxIds;
  if (decision.isAuto || (first !== undefined && first !== claimed.channelAccountId))
    return {
      ...nothing,
      action: 'ignored',
      authorRole: 'agent',
      flags: ['agent', decision.isAuto ? 'auto' : 'copy'],
    };
  const acted = await actByMail(
    {
      ticketNumber: token.ticketNumber,
      ...writtenBy(input),
      attachments: input.attachments.filter(({ inline }) => !inline),
    },
    { ...work, actor: agent satisfies Actor },
  );
  if (!acted) return null;
  const { flags, ...message } = acted;
  return { ...nothing, ...message, action: 'appended', authorRole: 'agent', flags };
}

/** The agent's own words. The HTML is of the whole mail, so it is used only where nothing was cut. */
function writtenBy({ mail }: DecidedMail): { kind: 'reply' | 'note'; text: string; html: string | null } {
  const text = withoutSignature(mail.visibleText);
  const isNote = noteMark.test(text);
  const isWhole = mail.quotedText === null && text === mail.visibleText && !isNote;
  return {
    kind: isNote ? 'note' : 'reply',
    text: text.replace(noteMark, '').trim(),
    html: isWhole ? mail.html : null,
  };
}
