/** Logins: one account per address, its password, its passkeys, its sessions, and the portal's own staff. */
@NullMarked
package com.partsportal.account;

import org.jspecify.annotations.NullMarked;
