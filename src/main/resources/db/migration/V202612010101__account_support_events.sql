-- What support does to a login that somebody else may be in.
alter table account_event drop constraint account_event_type_check;
alter table account_event add constraint account_event_type_check check (type in (
    'NAME_CHANGED', 'PHONE_CHANGED', 'PASSWORD_CHANGED', 'PASSWORD_SET_BY_LINK', 'PASSKEY_ADDED', 'PASSKEY_RENAMED',
    'PASSKEY_REMOVED', 'PASSKEYS_REMOVED_BY_LINK', 'AUTHENTICATOR_ADDED', 'AUTHENTICATOR_REMOVED', 'RECOVERY_CODES_RENEWED',
    'RECOVERY_CODE_USED', 'SECOND_FACTOR_RESET', 'SIGNED_OUT_EVERYWHERE', 'TERMS_AGREED', 'ADDRESS_CHANGED', 'STOPPED',
    'RESUMED', 'RETIRED', 'RETURNED', 'NEW_PASSWORD_REQUIRED', 'PASSKEYS_REMOVED_BY_SUPPORT'));
