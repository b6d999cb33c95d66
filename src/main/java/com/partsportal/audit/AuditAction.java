package com.partsportal.audit;

/** What somebody did. The codes are kept for good; the subject is what each names. */
public enum AuditAction {
    /** The invitation. */
    TEAM_INVITED,
    /** The invitation. */
    TEAM_RESENT,
    /** The invitation. */
    TEAM_REVOKED,
    /** The person; before and after are roles. */
    TEAM_ROLE_CHANGED,
    /** The person. */
    TEAM_DEACTIVATED,
    /** The person. */
    TEAM_REACTIVATED,
    /** The ranking; label and discount. */
    RANKING_ADDED,
    /** The ranking; label and discount. */
    RANKING_EDITED,
    /** The ranking. */
    RANKING_MOVED,
    /** The ranking; labels of the default ones. */
    RANKING_DEFAULT,
    /** The ranking that is gone; its label and that of the other one. */
    RANKING_MERGED,
    /** The vendor; names of settings and their values, but for those that are an address. */
    SETTINGS_CHANGED,
    /** The key. */
    KEY_MADE,
    /** The key. */
    KEY_REVOKED,
    /** The endpoint. */
    WEBHOOK_ADDED,
    /** The endpoint. */
    WEBHOOK_CHANGED,
    /** The endpoint. */
    WEBHOOK_REMOVED,
    /** The vendor. */
    VENDOR_CREATED,
    /** The vendor. */
    VENDOR_INVITED_AGAIN,
    /** The person; after is the role. */
    STAFF_CREATED,
    /** The person; before and after are roles. */
    STAFF_ROLE_CHANGED,
    /** The person. */
    STAFF_DEACTIVATED,
    /** The person. */
    STAFF_REACTIVATED,
    /** The person. */
    STAFF_LINK_SENT,
    /** The person. */
    STAFF_IDENTITY_LINKED,
    /** The person. */
    STAFF_IDENTITY_UNLINKED
}
