package com.partsportal.api;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Describes the records of requests and answers as Java declares them: a component is required unless it is
 * {@link Nullable}, which may be null or left out in a request and null in an answer; one that is annotated as not required
 * may be left out and is never null. JSON Schema 2020-12, as OpenAPI 3.1
 * uses it.
 */
@Component
class RecordSchemas implements ModelConverter {

    private static final String NULL = "null";

    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        var raw = raw(type);
        if (schema != null && raw != null && raw.isRecord()) {
            var model = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels().get(schema.get$ref().substring(REFERENCE.length()));
            if (model != null && model.getProperties() != null) {
                Arrays.stream(raw.getRecordComponents()).forEach(component -> describe(model, component));
            }
        }
        return schema;
    }

    private static @Nullable Class<?> raw(AnnotatedType type) {
        if (type.getType() == null) {
            return null;
        }
        return type.getType() instanceof JavaType known
                ? known.getRawClass()
                : Json.mapper().constructType(type.getType()).getRawClass();
    }

    private static void describe(Schema<?> model, RecordComponent component) {
        var name = component.getName();
        var property = model.getProperties().get(name);
        if (property == null) {
            return;
        }
        if (isLeftOut(component)) {
            return;
        }
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            model.getProperties().put(name, nullable(property));
        } else if (model.getRequired() == null || !model.getRequired().contains(name)) {
            model.addRequiredItem(name);
        }
    }

    /** Whether the annotation of its schema says that it may be left out, but is not null. */
    private static boolean isLeftOut(RecordComponent component) {
        var said = component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return said != null && said.requiredMode() == RequiredMode.NOT_REQUIRED;
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Schema nullable(Schema property) {
        if (property.get$ref() != null) {
            Schema reference = new JsonSchema().$ref(property.get$ref());
            Schema none = new JsonSchema();
            none.setTypes(Set.of(NULL));
            return new JsonSchema().oneOf(List.of(reference, none)).description(property.getDescription());
        }
        if (property.getOneOf() != null
                || property.getTypes() == null
                || property.getTypes().contains(NULL)) {
            return property;
        }
        var types = new LinkedHashSet<String>(property.getTypes());
        types.add(NULL);
        property.setTypes(types);
        if (property.getEnum() != null && !property.getEnum().contains(null)) {
            var values = new ArrayList<Object>(property.getEnum());
            values.add(null);
            property.setEnum(values);
        }
        return property;
    }
}
