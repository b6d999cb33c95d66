package com.partsportal.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.partsportal.account.SignedIn;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpStatus;

/**
 * The JSON object that a call of Camunda's web apps carries, read with limits and held to our rules. The engine gets it
 * serialised again from here, so that it reads exactly what was checked: one encoding, no duplicate members, no escaped
 * names.
 *
 * @param json an object
 */
record EngineBody(ObjectNode json) {

    /** Bytes of a body. */
    static final int LARGEST = 1 << 20;

    private static final int DEEPEST = 50;
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_NUMBER = 50;

    /** What the forms in {@code processes/*.form} submit. */
    static final Set<String> FORM_VARIABLES = Set.of("decision", "comment", "silentReason");

    private static final String VALUE = "value";
    private static final String TYPE = "type";
    private static final String VALUE_INFO = "valueInfo";
    private static final String USER_ID = "userId";
    private static final String VARIABLES = "variables";
    private static final Set<String> OF_COMPLETION = Set.of(VARIABLES, "withVariablesInReturn");
    private static final Set<String> OF_VARIABLE = Set.of(VALUE, TYPE, VALUE_INFO);

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * Reads a body.
     *
     * @throws EngineRefusal for what is no JSON object, too deep or too long, names a member twice, holds a NUL, or
     *     gives the engine an expression
     */
    static EngineBody of(byte[] body) {
        JsonNode read;
        try {
            read = JSON.readTree(body);
        } catch (IOException malformed) {
            throw new EngineRefusal(HttpStatus.BAD_REQUEST, "malformed");
        }
        if (!(read instanceof ObjectNode object)) {
            throw new EngineRefusal(HttpStatus.BAD_REQUEST, "malformed");
        }
        check(object);
        return new EngineBody(object);
    }

    private static void check(JsonNode node) {
        node.properties().forEach(member -> {
            checkName(member.getKey());
            check(member.getValue());
        });
        if (node.isArray()) {
            node.forEach(EngineBody::check);
        } else if (node.isTextual()) {
            checkText(node.textValue());
        }
    }

    /**
     * The name of a member or of a parameter of the query.
     *
     * @throws EngineRefusal when its value would be an expression, or when it holds a NUL
     */
    static void checkName(String name) {
        checkText(name);
        if (name.strip().toLowerCase(Locale.ROOT).endsWith("expression")) {
            throw new EngineRefusal(HttpStatus.FORBIDDEN, "expression");
        }
    }

    /**
     * A text that may reach the database.
     *
     * @throws EngineRefusal when it holds a NUL
     */
    static void checkText(String text) {
        if (text.indexOf(0) >= 0) {
            throw new EngineRefusal(HttpStatus.BAD_REQUEST, "malformed");
        }
    }

    /**
     * As the body of a claim.
     *
     * @throws EngineRefusal when it is not for the agent that sends it
     */
    void checkClaim(SignedIn agent) {
        if (!agent.getName().equals(json.path(USER_ID).textValue())) {
            throw new EngineRefusal(HttpStatus.FORBIDDEN, "claim");
        }
    }

    /**
     * As what completes a task.
     *
     * @throws EngineRefusal when it is more than the variables of a form, or other than texts
     */
    void checkCompletion() {
        onlyMembers(json, OF_COMPLETION);
        var variables = json.path(VARIABLES);
        if (variables.isMissingNode() || variables.isNull()) {
            return;
        }
        onlyMembers(variables, FORM_VARIABLES);
        for (var variable : variables) {
            onlyMembers(variable, OF_VARIABLE);
            var value = variable.path(VALUE);
            var type = variable.path(TYPE);
            var info = variable.path(VALUE_INFO);
            if (!(value.isTextual() || isEmpty(value))
                    || !(isEmpty(type) || "string".equalsIgnoreCase(type.textValue()))
                    || !(isEmpty(info) || info.isObject() && info.isEmpty())) {
                throw new EngineRefusal(HttpStatus.BAD_REQUEST, "variables");
            }
        }
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static void onlyMembers(JsonNode object, Set<String> allowed) {
        if (!object.isObject() || object.properties().stream().anyMatch(member -> !allowed.contains(member.getKey()))) {
            throw new EngineRefusal(HttpStatus.BAD_REQUEST, "variables");
        }
    }

    /**
     * As the engine gets it, in UTF-8.
     *
     * @throws EngineRefusal for half of a surrogate pair
     */
    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException malformed) {
            throw new EngineRefusal(HttpStatus.BAD_REQUEST, "malformed");
        }
    }
}
