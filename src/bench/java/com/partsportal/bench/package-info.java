/** What an onboarding costs here, and what it would cost on other engines: {@code mvn -Pbench verify}. */
@NullMarked
package com.partsportal.bench;

import org.jspecify.annotations.NullMarked;
