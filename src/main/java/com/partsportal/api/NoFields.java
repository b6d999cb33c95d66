package com.partsportal.api;

import io.swagger.v3.oas.annotations.media.Schema;

/** The body of a call that needs none: nothing, or an empty object; anything else is refused. */
@Schema(type = "object", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record NoFields() {}
