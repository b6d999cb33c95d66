package com.partsportal.invitation;

import com.partsportal.mail.MailPreview.Preview;

/** What an invitation sent now would say, and when it would remind and end. */
public record InvitationPreview(Preview mail, InvitationDates dates) {}
