/** What waits for a person, in the portal; the emails of the same events are the modules' own. */
@NullMarked
package com.partsportal.notification;

import org.jspecify.annotations.NullMarked;
