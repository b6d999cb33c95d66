-- Who looked at the page of an invitation, as far as that can be guessed. Written by a GET beside the invitation: nothing refers to it.
create table invitation_opening (
    id            uuid        primary key,
    invitation_id uuid        not null,
    at            timestamptz not null,
    -- false: rather a mail filter than a person
    person        boolean     not null
);
create index invitation_opening_invitation on invitation_opening (invitation_id, at);
