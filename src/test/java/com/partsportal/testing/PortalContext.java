package com.partsportal.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextCustomizerFactories;

/** Gives a Spring test its own database, the mail server, an address, the movable clock, {@link Mailbox} and {@link Jobs}; {@link PortalTest} has it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ContextCustomizerFactories(PortalContextCustomizerFactory.class)
public @interface PortalContext {}
