/**
 * What the portal keeps of a person: found, shown, exported and erased. Every module that keeps something implements
 * {@link com.partsportal.privacy.PersonalData} for its own tables.
 */
@NullMarked
package com.partsportal.privacy;

import org.jspecify.annotations.NullMarked;
