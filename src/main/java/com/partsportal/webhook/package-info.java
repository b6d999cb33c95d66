/** What happens to a vendor's customers, sent to other systems as Standard Webhooks describes it. */
@NullMarked
package com.partsportal.webhook;

import org.jspecify.annotations.NullMarked;
