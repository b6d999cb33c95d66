package com.partsportal.shared;

import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.validation.Errors;

/** Values that were typed into a form. */
public final class TypedValues {

    private static final String CODE = "fault";

    private TypedValues() {}

    /** The same value; what its constraints say against it goes to the fields with their names, in the order of a record. */
    public static <T> T checked(T value, Validator validator, Errors errors) {
        var components = value.getClass().getRecordComponents();
        var order = components == null
                ? List.<String>of()
                : Stream.of(components).map(RecordComponent::getName).toList();
        validator.validate(value).stream()
                .sorted(Comparator.comparing(
                        fault -> order.indexOf(fault.getPropertyPath().toString())))
                .forEach(fault -> errors.rejectValue(fault.getPropertyPath().toString(), CODE, fault.getMessage()));
        return value;
    }
}
