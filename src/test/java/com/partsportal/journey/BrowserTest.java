package com.partsportal.journey;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test that needs Chromium. */
@Test
@EnabledIf(value = "com.partsportal.journey.Chromium#isThere", disabledReason = "there is no Chromium here")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface BrowserTest {}
