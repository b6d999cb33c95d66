package com.partsportal.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The portal of a {@link PortalTest} starts on a copy of a database that an earlier version left, which stays as it is for the class. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EarlierDatabase {

    /** The copy in {@code src/test/resources}: SQL, gzipped. */
    String value();

    /** Tests with different names do not share a copy. */
    String name() default "";
}
