/** Invitations by a link in a mail: one lifecycle for contacts, colleagues and a vendor's team. */
@NullMarked
package com.partsportal.invitation;

import org.jspecify.annotations.NullMarked;
