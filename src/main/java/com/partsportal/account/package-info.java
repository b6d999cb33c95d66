/** Logins: one account per address, its password, its sessions, and the portal's own staff. */
@NullMarked
package com.partsportal.account;

import org.jspecify.annotations.NullMarked;
