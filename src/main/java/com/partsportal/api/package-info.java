/** What all calls of the REST API have in common: strict JSON, problem details, answers given once, its description. */
@NullMarked
package com.partsportal.api;

import org.jspecify.annotations.NullMarked;
