-- Which message an answer is to, while it is a draft, one of its versions, or waits to be sent; `messages.reply_to_id`
-- holds it once it is one. May be of a message that is gone: sending looks.
alter table drafts add column answers_message_id uuid;
alter table draft_versions add column answers_message_id uuid;
alter table scheduled_replies add column answers_message_id uuid;
