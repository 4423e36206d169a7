/** Classes and ids of the elements in which mail programs put the mail they answer. */
const CLASSES =
  /(?:^|\s)(?:gmail_quote|gmail_quote_container|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote|tutanota_quote|zmail_extra|mail_quote|quoted-text|hs_reply|iCloud-quote|x_gmail_quote|WhenScrollQuote|freebirdFormviewerViewQuoted)(?:\s|$)/i;
const IDS =
  /^(?:x_)?(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION|reply-intro|replySplit|yahoo_quoted_\w{1,40}|ms-outlook-mobile-reference-message|zmail_extra|oriMsgHtmlSeperator|isReplyContent|stopSpelling)$/i;
/** The line that Outlook for Windows draws above the header of the mail answered. */
const OUTLOOK_RULE = /border:\s*none;\s*border-top:\s*solid\s+#(?:E1E1E1|B5C4DF)\s+1\.0pt/i;
const VALUE_CHARACTERS_MAX = 1000;

/** Whether earlier mail begins with this element, by the marks that the sender's program left in it. */
export function beginsEarlierMail(tagName: string, attributes: Record<string, string>): boolean {
  const id = (attributes['id'] ?? '').slice(0, VALUE_CHARACTERS_MAX);
  if (id !== '' && IDS.test(id)) return true;
  const names = (attributes['class'] ?? '').slice(0, VALUE_CHARACTERS_MAX);
  if (names !== '' && CLASSES.test(names)) return true;
  if (tagName === 'blockquote' && /^cite$/i.test(attributes['type'] ?? '')) return true;
  return OUTLOOK_RULE.test((attributes['style'] ?? '').slice(0, VALUE_CHARACTERS_MAX));
}
