-- What an agent chose for reading a conversation.

-- Senders whose remote images an agent sees without being asked each time. Of the agent alone: one person's choice
-- never tells a sender when somebody else reads.
create table image_senders (
  agent_id uuid not null references agents (id),
  -- Lower case.
  address text not null,
  created_at timestamptz not null,
  primary key (agent_id, address)
);
