package com.partsportal.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.partsportal.shared.Days;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.stereotype.Component;

/**
 * JSON as it is meant: no field that nobody knows, none twice, no value of another type, no text that is no text.
 * The API alone reads like this.
 */
@Component
public class ApiJson {

    private final ObjectMapper mapper;

    @SuppressWarnings("deprecation") // Boot configures a mapper, not a mapper's builder
    ApiJson(Jackson2ObjectMapperBuilder builder) {
        ObjectMapper configured = builder.build();
        mapper = configured
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false)
                .registerModule(new SimpleModule("strict texts")
                        .addDeserializer(String.class, new Texts())
                        .addDeserializer(Instant.class, new Parsed<>(Instant.class, Instant::parse))
                        .addDeserializer(LocalDate.class, new Parsed<>(LocalDate.class, Days::parse)));
    }

    /** Reads a part of a body that was read as a tree; what fails is answered with 400. */
    public <T> T read(JsonNode json, Class<T> type) throws JsonProcessingException {
        return mapper.treeToValue(json, type);
    }

    ObjectMapper mapper() {
        return mapper;
    }

    /**
     * A time or a day, which is written as a text in ISO-8601 and as nothing else: no number, no list of numbers. A year that
     * the database does not have is no day.
     */
    private static final class Parsed<T> extends StdScalarDeserializer<T> {

        private final transient Function<String, T> parse;

        Parsed(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(handledType(), parser);
            }
            try {
                return parse.apply(parser.getText());
            } catch (DateTimeException unreadable) {
                return (T) context.handleWeirdStringValue(handledType(), parser.getText(), "not in ISO-8601");
            }
        }
    }

    private static final class Texts extends StdScalarDeserializer<String> {

        Texts() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            var text = parser.getText();
            if (text.indexOf('\0') >= 0
                    || text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
                return context.reportInputMismatch(this, "not a text");
            }
            return text;
        }
    }
}
