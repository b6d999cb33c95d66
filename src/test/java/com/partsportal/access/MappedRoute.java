package com.partsportal.access;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * A method of HTTP and a path that a controller is mapped to, with the names of the fields that it reads.
 *
 * @param controller the simple name of its class
 */
record MappedRoute(String controller, String method, String pattern, List<String> fields) {

    /** So that a form with one bad field is complete otherwise; any other field gets {@code x}. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("name", "Thea"),
            Map.entry("companyName", "Wall Inc"),
            Map.entry("email", "new@hostile.example"),
            Map.entry("requested", "new@hostile.example"),
            Map.entry("current", "old@hostile.example"),
            Map.entry("ranking", "A"),
            Map.entry("role", "CUSTOMER_USER"),
            Map.entry("reason", "Why%20not"),
            Map.entry("password", "nine%20purple%20otters%20dance"),
            Map.entry("repeated", "nine%20purple%20otters%20dance"),
            Map.entry("terms", "true"),
            Map.entry("label", "D"),
            Map.entry("discount", "5"),
            Map.entry("number", "P-1"),
            Map.entry("description", "Bracket"),
            Map.entry("timeZone", "UTC"),
            Map.entry("preview", ""));

    static String usual(String field) {
        return USUAL.getOrDefault(field, "");
    }

    /** All of them, in a stable order. */
    static List<MappedRoute> all(ApplicationContext context) {
        return context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> of(entry.getKey(), entry.getValue()))
                .distinct()
                .sorted(Comparator.comparing(MappedRoute::pattern).thenComparing(MappedRoute::method))
                .toList();
    }

    private static Stream<MappedRoute> of(RequestMappingInfo info, HandlerMethod handler) {
        var fields = Stream.concat(
                        info.getParamsCondition().getExpressions().stream().map(one -> one.getName()),
                        Arrays.stream(handler.getMethodParameters()).flatMap(MappedRoute::fields))
                .distinct()
                .toList();
        return info.getPatternValues().stream()
                .flatMap(pattern -> methods(info.getMethodsCondition().getMethods())
                        .map(method ->
                                new MappedRoute(handler.getBeanType().getSimpleName(), method, pattern, fields)));
    }

    private static Stream<String> methods(Set<RequestMethod> mapped) {
        return mapped.isEmpty() ? Stream.of("GET", "POST") : mapped.stream().map(RequestMethod::name);
    }

    private static Stream<String> fields(MethodParameter parameter) {
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        var single = parameter.getParameterAnnotation(RequestParam.class);
        if (single != null) {
            return Stream.of(single.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : single.name());
        }
        if (!parameter.hasParameterAnnotation(ModelAttribute.class)) {
            return Stream.empty();
        }
        var type = parameter.getParameterType();
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents()).map(component -> component.getName())
                : Arrays.stream(BeanUtils.getPropertyDescriptors(type))
                        .filter(property -> property.getWriteMethod() != null)
                        .map(property -> property.getName());
    }

    boolean isReading() {
        return method.equals("GET");
    }

    boolean isApi() {
        return pattern.startsWith("/api/");
    }

    boolean hasFields() {
        return !fields.isEmpty();
    }

    boolean hasVariable() {
        return pattern.contains("{");
    }

    /** With this in place of its first variable; the others get an id that nothing has. */
    String path(String part) {
        return pattern.replaceFirst("\\{[^}]*}", java.util.regex.Matcher.quoteReplacement(part))
                .replaceAll("\\{[^}]*}", "01900000-0000-7000-8000-000000000000")
                .replace("**", "x");
    }
}
