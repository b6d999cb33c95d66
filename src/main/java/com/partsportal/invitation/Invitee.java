package com.partsportal.invitation;

import com.partsportal.account.Role;
import com.partsportal.shared.EmailAddress;

/**
 * Who is invited.
 *
 * @param name the company of a contact, the person's name of the others, as the inviter wrote it
 * @param role that the person gets
 */
public record Invitee(EmailAddress email, String name, Role role) {}
