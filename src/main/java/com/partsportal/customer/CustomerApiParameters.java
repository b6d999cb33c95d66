package com.partsportal.customer;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Descriptions of the parameters that several calls of the API take. */
final class CustomerApiParameters {

    private CustomerApiParameters() {}

    /** The parameters of every call that takes a filter. */
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "In company name, email and phone; case and accents do not count",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "ranking",
            in = ParameterIn.QUERY,
            description = "May repeat",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "May repeat",
            array = @ArraySchema(schema = @Schema(implementation = CustomerStatus.class)))
    @Parameter(
            name = "createdFrom",
            in = ParameterIn.QUERY,
            description = "A day in the vendor's time zone, inclusive",
            schema = @Schema(type = "string", format = "date"))
    @Parameter(
            name = "createdTo",
            in = ParameterIn.QUERY,
            description = "A day in the vendor's time zone, inclusive",
            schema = @Schema(type = "string", format = "date"))
    @Parameter(
            name = "changedSince",
            in = ParameterIn.QUERY,
            description =
                    "Only customers whose record, status or delivery changed then or later, sorted by `changed`. Changes show when they"
                            + " are committed: read again from a minute before the newest `changedAt` that you know.",
            example = "2026-11-30T08:00:00Z",
            schema = @Schema(type = "string", format = "date-time"))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Filtered {}

    /** The parameter of every call that takes an order. */
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "A minus in front is descending",
            schema =
                    @Schema(
                            type = "string",
                            defaultValue = "-created",
                            allowableValues = {
                                "changed",
                                "-changed",
                                "created",
                                "-created",
                                "companyName",
                                "-companyName",
                                "email",
                                "-email",
                                "ranking",
                                "-ranking",
                                "status",
                                "-status"
                            }))
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Sorted {}
}
